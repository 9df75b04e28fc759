import type { BulkSubmitted } from "#contract/runs/bulk.ts";
import type { Account } from "./account.ts";
import type { Entry } from "./ledger.ts";
import { type RunPlan, statesOf } from "./planned-runs.ts";

/**
 * Sends states of runs as the lines of one request, and notes what the answer acknowledges: every line, or there is a violation. At
 * least `leastDuplicates` of them must be known already.
 */
export const sendLines = async (
  account: Pick<Account, "seed" | "runs" | "violations">,
  lines: readonly { entry: Entry<RunPlan>; state: number }[],
  { leastDuplicates }: { leastDuplicates: number },
  send: (body: string) => Promise<BulkSubmitted | undefined>,
): Promise<void> => {
  const { seed, runs, violations } = account;
  const body = lines.map(({ entry, state }) => JSON.stringify(statesOf(seed, entry.plan)[state - 1])).join("\n");
  const answer = await send(body);
  if (!answer) return;
  const { accepted, duplicates, conflicts, rejected } = answer;
  const refused = new Set([...conflicts, ...rejected].map(({ line }) => line));
  for (const { line, issues } of [...conflicts, ...rejected]) {
    violations.push(`run ${lines[line - 1]?.entry.name} was refused in bulk: ${JSON.stringify(issues)}`);
  }
  if (accepted + duplicates + refused.size !== lines.length) {
    violations.push(
      `of ${lines.length} lines ${accepted} were accepted, ${duplicates} duplicates, ${refused.size} bad`,
    );
  }
  if (duplicates < leastDuplicates) {
    violations.push(
      `of ${lines.length} lines ${duplicates} were duplicates, yet ${leastDuplicates} were already there`,
    );
  }
  for (const [position, { entry, state }] of lines.entries()) {
    if (!refused.has(position + 1)) runs.acknowledge(entry.name, state);
  }
};
