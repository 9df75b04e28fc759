import type { Entry } from "#contract/names/entry.ts";

/** What stands for a name that nobody stated. */
const NOT_STATED = "not stated";

/** A name that may not be stated. */
export const formatName = (name: string | null | undefined): string => name || NOT_STATED;

/** An entry for a reader: agent, model and variant as far as they are stated: "claude-code · opus · high". */
export const entryTitle = ({ agent, model, variant }: Entry): string =>
  [agent, model, variant].filter((part) => part !== undefined).join(" · ");
