import { didYouMean } from "#contract/names/nearest.ts";
import { keysOf } from "#contract/names/records.ts";
import { UsageError } from "./cli-error.ts";
import type { Options } from "./description.ts";

/** The options of actions that decide about what is stored. */
export const DECIDING_OPTIONS = {
  reason: { type: "string", value: "TEXT", help: "why: it is public" },
  "dry-run": { type: "boolean", help: "say what would become of it, and change nothing" },
} as const satisfies Options;

interface Values {
  reason?: string | undefined;
  "dry-run"?: boolean | undefined;
}

/** What an action is about: the names that follow it, and why. */
export interface Deciding {
  names: string[];
  reason: string;
  dry: boolean;
}

/** How an action is called: the names it needs, and whether it needs a reason. */
interface Action {
  names: readonly string[];
  needsReason: boolean;
}

/**
 * What a command line asks to do: one of the actions, or undefined where it names none and only lists. UsageError: an unknown action, a name
 * too few or too many, or a reason that is missing or goes with none.
 */
export const decidingIn = <Name extends string>(
  actions: Readonly<Record<Name, Action>>,
  [asked, ...names]: readonly string[],
  { reason, "dry-run": dry = false }: Values,
): (Deciding & { action: Name }) | undefined => {
  const known = keysOf(actions);
  if (asked === undefined) {
    if (reason !== undefined || dry) throw new UsageError(`--reason and --dry-run go with ${known.join(", ")}`);
    return undefined;
  }
  const action = known.find((name) => name === asked);
  if (action === undefined) {
    throw new UsageError(
      `there is no action called ${asked}${didYouMean(asked, known)}: leave it out for the list, or use ${known.join(", ")}`,
    );
  }
  const { names: needed, needsReason } = actions[action];
  const missing = needed[names.length];
  if (missing !== undefined) throw new UsageError(`${action} needs ${needed.join(" and ")}: ${missing} is missing`);
  if (names.length > needed.length) throw new UsageError(`one argument too many: ${names[needed.length]}`);
  if (needsReason && !reason?.trim()) throw new UsageError(`${action} needs --reason TEXT, which is public`);
  if (!needsReason && reason !== undefined) throw new UsageError(`${action} takes no --reason`);
  return { action, names, reason: reason ?? "", dry };
};
