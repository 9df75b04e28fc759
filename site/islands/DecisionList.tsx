import type { Decision } from "#contract/runs/decision.ts";
import { formatMoment } from "#words/moments.ts";

const changeText = ([field, change]: [string, { from: unknown; to: unknown } | undefined]): string =>
  change ? `${field}: ${change.from ?? "not stated"} → ${change.to}` : "";

/** The decisions about a run, newest first: what each changed in what the run counts as, and why. Its own fields stay as submitted. */
export const DecisionList = ({ decisions }: { decisions: readonly Decision[] }) => (
  <ul>
    {decisions.map(({ id, kind, decidedAt, reason, changes }) => (
      <li key={id}>
        <strong>{kind}</strong>, {formatMoment(decidedAt)}: {reason}
        {Object.keys(changes).length > 0 && ` (${Object.entries(changes).map(changeText).join("; ")})`}
      </li>
    ))}
  </ul>
);
