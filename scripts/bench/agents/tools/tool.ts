import * as z from "zod";
import type { ToolDescription } from "../../models/chat-model.ts";

/** Where a tool works. */
export interface Place {
  /** The absolute path of the folder that it must not leave. */
  workspace: string;
  /** Ends what it does; it then throws its reason. */
  signal: AbortSignal;
  /** The caller's variables. Default: this process's. */
  env?: NodeJS.ProcessEnv | undefined;
}

/** A tool of an agent. */
export interface Tool {
  description: ToolDescription;
  /** Does what the arguments say and gives what the model is to read. ZodError: they are wrong. Whatever else it throws, it failed. */
  use: (input: unknown, place: Place) => Promise<string>;
}

/** A tool cannot do what it was asked for; the message is for the model. */
export class ToolError extends Error {
  override name = "ToolError";
}

/** A tool whose arguments are described, and checked, by a schema. */
export const defineTool = <Input extends z.ZodObject>(
  name: string,
  description: string,
  input: Input,
  use: (input: z.infer<Input>, place: Place) => Promise<string>,
): Tool => {
  // Some services take no other word than their own for what kind of schema it is.
  const { $schema: _, ...parameters } = z.toJSONSchema(input, { io: "input" });
  return {
    description: { name, description, parameters },
    use: (given, place) => use(input.parse(given), place),
  };
};
