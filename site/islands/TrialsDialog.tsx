import { useEffect, useRef, useSyncExternalStore } from "react";
import { RunDetailsView } from "./RunDetailsView.tsx";
import { RunList } from "./RunList.tsx";
import { readTrials, type TrialsAddress } from "./trials-address.ts";
import { followAddress } from "./trials-history.ts";

const readable = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** The filters in words. Of those that ask for what is not stated only the model is worth a word. */
const describeFilters = (filters: TrialsAddress["filters"]): string =>
  Object.entries(filters)
    .filter(([name, value]) => value !== "" || name === "model")
    .map(([name, value]) => `${readable(name)} ${value || "not stated"}`)
    .join(" · ");

const useAddress = (): TrialsAddress | undefined => {
  const query = useSyncExternalStore(followAddress, () => location.search);
  return readTrials(query);
};

/** The runs behind a figure, or one of them, as the page's address says. Takes what closes the dialog. */
export const TrialsDialog = ({ close }: { close: () => void }) => {
  const address = useAddress();
  const run = address?.run;
  const title = useRef<HTMLHeadingElement>(null);
  const runBefore = useRef<string>(undefined);
  const isOpen = address !== undefined;

  // The focus follows the view: to the heading of a new one, and back to the run that was read.
  useEffect(() => {
    if (!isOpen) return;
    const read = runBefore.current;
    runBefore.current = run;
    const row = read && !run && document.querySelector<HTMLElement>(`a[data-run="${CSS.escape(read)}"]`);
    (row || title.current)?.focus();
  }, [isOpen, run]);

  if (!address) return null;
  const key = JSON.stringify(address.filters);
  return (
    <>
      <header className="trials-head">
        <div>
          <h2 id="trials-title" ref={title} tabIndex={-1}>
            {run ? "Run" : "Runs behind this figure"}
          </h2>
          <p>{run ?? describeFilters(address.filters)}</p>
        </div>
        <button type="button" className="trials-close" onClick={close} aria-label="Close">
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      <div className="trials-body">
        {/* The list stays, hidden, while one run is read: its pages and its place are there on return. */}
        <div hidden={run !== undefined}>
          <RunList key={key} filters={address.filters} />
        </div>
        {run && <RunDetailsView key={run} run={run} />}
      </div>
    </>
  );
};
