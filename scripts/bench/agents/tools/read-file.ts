import * as z from "zod";
import { shorten } from "../../running/shorten.ts";
import { readConfined } from "../../workspace/confine.ts";
import { defineTool, ToolError } from "./tool.ts";

/** How many characters are given at once, at most. */
const MOST_CHARACTERS = 60_000;

/** As many whole lines as fit, but one at least. */
const takeFitting = (lines: readonly string[]): string[] => {
  let room = MOST_CHARACTERS;
  const end = lines.findIndex((line) => {
    room -= line.length + 1;
    return room < 0;
  });
  return lines.slice(0, end === -1 ? lines.length : Math.max(1, end));
};

/** Reads a text file of the workspace, a long one in pieces. */
export const readFile = defineTool(
  "read_file",
  `Gives the text of a file in the workspace: at most ${MOST_CHARACTERS} characters of it, then how to read on.`,
  z.strictObject({
    path: z.string().min(1).describe("The file, relative to the workspace."),
    fromLine: z.int().min(1).default(1).describe("The number of the line to begin with. Default: 1."),
  }),
  async ({ path, fromLine }, { workspace }) => {
    const bytes = await readConfined(workspace, path);
    if (!bytes) throw new ToolError(`there is no file ${path}`);
    if (bytes.includes(0)) throw new ToolError(`${path} is not text`);
    const lines = bytes.toString("utf8").split("\n");
    if (fromLine > lines.length) throw new ToolError(`${path} has only ${lines.length} lines`);
    const wanted = lines.slice(fromLine - 1);
    const given = takeFitting(wanted);
    const text = shorten(given.join("\n"), MOST_CHARACTERS);
    if (given.length === wanted.length) return text;
    const next = fromLine + given.length;
    return `${text}\n[lines ${fromLine} to ${next - 1} of ${lines.length}; read on with fromLine ${next}]`;
  },
);
