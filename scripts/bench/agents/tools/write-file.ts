import * as z from "zod";
import { writeConfined } from "../../workspace/confine.ts";
import { defineTool } from "./tool.ts";

/** Writes a whole file of the workspace. */
export const writeFile = defineTool(
  "write_file",
  "Writes a file in the workspace, in place of all that it held. Makes it, and the folders on the way, if they are not there.",
  z.strictObject({
    path: z.string().min(1).describe("The file, relative to the workspace."),
    content: z.string().describe("All that the file is to hold."),
  }),
  async ({ path, content }, { workspace }) => {
    await writeConfined(workspace, path, content);
    return `wrote ${Buffer.byteLength(content)} bytes to ${path}`;
  },
);
