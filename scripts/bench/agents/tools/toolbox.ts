import * as z from "zod";
import type { ToolCall, ToolDescription, ToolResult } from "../../models/chat-model.ts";
import { listFiles } from "./list-files.ts";
import { readFile } from "./read-file.ts";
import { runCommand } from "./run-command.ts";
import type { Place, Tool } from "./tool.ts";
import { writeFile } from "./write-file.ts";

const TOOLS: readonly Tool[] = [listFiles, readFile, writeFile, runCommand];

/** What the model is told of its tools. */
export const TOOL_DESCRIPTIONS: readonly ToolDescription[] = TOOLS.map(({ description }) => description);

const wordsOf = (error: unknown): string => {
  if (error instanceof z.ZodError) return `wrong arguments: ${z.prettifyError(error)}`;
  return error instanceof Error ? error.message : String(error);
};

/** Does what a model calls for. Whatever goes wrong is a result for the model to read; only an aborted signal throws, its reason. */
export const callTool = async ({ id, name, input }: ToolCall, place: Place): Promise<ToolResult> => {
  const failed = (reason: string): ToolResult => ({ id, text: `error: ${reason}`, isError: true });
  place.signal.throwIfAborted();
  const tool = TOOLS.find(({ description }) => description.name === name);
  if (!tool) return failed(`there is no tool ${name}`);
  try {
    return { id, text: await tool.use(input, place), isError: false };
  } catch (error) {
    place.signal.throwIfAborted();
    return failed(wordsOf(error));
  }
};
