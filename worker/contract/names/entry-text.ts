/** An entry, of which what is not stated is absent. */
interface Named {
  agent: string;
  model?: string | undefined;
  variant?: string | undefined;
}

/** What stands between the parts of an entry. */
export const SEPARATOR = "~";

const escapeName = (name: string): string =>
  name.replace(/[%~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * An entry as one text, for queries and tables: `agent`, `agent~model` or `agent~model~variant`. A part that is not stated is empty,
 * and none is written at the end: `agent~~variant`. Within a name only `%` and `~` are percent-encoded, so that names stay readable:
 * `claude-code~openai/gpt-5~high`. `parseEntry` gives the same entry back.
 */
export const formatEntry = ({ agent, model = "", variant = "" }: Named): string =>
  [agent, model, variant]
    .map(escapeName)
    .join(SEPARATOR)
    .replace(/~{1,2}$/, "");
