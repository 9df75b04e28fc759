import { randomBytes } from "node:crypto";
import { parseEntry } from "#contract/names/entry.ts";
import { UsageError } from "../../command/cli-error.ts";
import { wholeNumber } from "../../command/whole-number.ts";
import { readAgents } from "../agents/read-agents.ts";
import type { Plan } from "../planning/plan-runs.ts";
import type { Until } from "./run-pairs.ts";

/** What is typed of it. */
export interface UntilValues {
  until?: string | undefined;
  budget?: string | undefined;
  margin?: string | undefined;
  seed?: string | undefined;
  trials?: string | undefined;
  batch?: string | undefined;
}

/** How often every cell is drawn at most, unless --trials says so. */
const MOST_ROUNDS = "1000";

/** How far apart equal success rates may be, in points, unless --margin says so. */
const MARGIN_POINTS = "10";

const amount = (name: string, text: string, most: number): number => {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && value <= most) return value;
  throw new UsageError(`${name} must be a number above 0, at most ${most}: ${text}`);
};

/**
 * What --until, --budget, --margin and --seed ask for; undefined: nothing. UsageError: what is asked for cannot be, or more than one agent is to
 * be compared.
 */
export const readUntil = async (
  { until, budget, margin = MARGIN_POINTS, seed, trials, batch }: UntilValues,
  { agents }: Pick<Plan, "agents">,
  agentFolders: readonly string[],
): Promise<Until | undefined> => {
  if (until === undefined) {
    if (budget !== undefined || seed !== undefined) throw new UsageError("--budget and --seed go with --until");
    return undefined;
  }
  const [, text = ""] = /^separable:(.+)$/s.exec(until) ?? [];
  const entry = parseEntry(text);
  if (!entry) throw new UsageError(`--until must be separable:ENTRY, an entry being agent~model~variant: ${until}`);
  if (budget === undefined) throw new UsageError("--until needs --budget, in US dollars");
  if (agents.length !== 1) throw new UsageError("--until compares one AGENT with the entry that it names");
  if (batch !== undefined) throw new UsageError("--until begins anew: --batch cannot go with it");
  const [agent] = await readAgents(agentFolders, [entry.agent]);
  if (!agent) throw new UsageError(`there is no agent ${entry.agent}`);
  return {
    against: { agent, model: entry.model ?? agent.model, variant: entry.variant ?? agent.variant },
    budget: amount("--budget", budget, 1_000_000),
    margin: amount("--margin", margin, 100) / 100,
    seed: seed ?? randomBytes(8).toString("hex"),
    rounds: wholeNumber("--trials", trials ?? MOST_ROUNDS, 1, 10_000),
    needsCosts: trials === undefined,
  };
};
