import type { ReactNode } from "react";
import { plainClickOn } from "./plain-click.ts";
import { type RunAddress, runAddress } from "./run-address.ts";
import { openRun } from "./trials-history.ts";

/** A link to one run, followed within the page or dialog that it stands in. */
export const RunLink = ({
  address,
  isInList = false,
  isCurrent = false,
  children,
}: {
  address: RunAddress;
  isInList?: boolean;
  isCurrent?: boolean;
  children: ReactNode;
}) => (
  <a
    data-run={address.run}
    href={runAddress(address)}
    aria-current={isCurrent ? "page" : undefined}
    onClick={(event) => {
      if (!plainClickOn(event.nativeEvent, "a")) return;
      event.preventDefault();
      openRun(address, isInList);
    }}
  >
    {children}
  </a>
);
