import { isPlainAddress } from "#contract/names/plain-address.ts";
import type { Link } from "#contract/runs/run.ts";
import { apiAddress } from "../tables/api-address.ts";
import { runPath } from "./trials-address.ts";

const KINDS: Record<Link["kind"], string> = {
  task: "Task",
  transcript: "Transcript",
  patch: "Patch",
  log: "Log",
  commit: "Commit",
};

/** Where more of a run is to be seen: addresses of strangers, each with its host; one that is not plain https leads nowhere. */
export const RunLinks = ({ runId, links }: { runId: string; links: readonly Link[] }) => (
  <ul className="live-chips run-links">
    {links
      .filter(({ url }) => isPlainAddress(url))
      .map(({ kind, url }) => (
        <li key={`${kind} ${url}`}>
          <a href={url} rel="nofollow ugc noopener">
            {KINDS[kind]} <small>{new URL(url).host}</small>
          </a>
        </li>
      ))}
    <li>
      <a href={apiAddress(runPath(runId))}>JSON</a>
    </li>
  </ul>
);
