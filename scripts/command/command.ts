import { parseArgs } from "node:util";
import type { Context } from "./context.ts";
import type { Description, Options } from "./description.ts";
import { requireKnownOptions } from "./option-slips.ts";
import { renderHelp } from "./render-help.ts";

/** What a command was called with: its options by name, and the arguments that are none. */
interface Arguments<O extends Options> {
  values: ReturnType<typeof parseArgs<{ options: O; strict: true }>>["values"];
  files: string[];
}

interface Definition<O extends Options> extends Description {
  options: O;
  /** Whether arguments that are not options are allowed. */
  takesFiles?: boolean;
  /** Does the work; gives the exit code. */
  run: (args: Arguments<O>, context: Context) => Promise<number>;
}

/** A command that can be run, by a process of its own or within another. */
export interface Command extends Description {
  /** Does what the arguments say; gives the exit code. Throws a UsageError for arguments that it cannot take. */
  run: (args: readonly string[], context: Context) => Promise<number>;
}

const HELP = { help: { type: "boolean", short: "h", help: "this" } } as const satisfies Options;

/** A command; its --help comes on its own. */
export const defineCommand = <const O extends Options>(definition: Definition<O>): Command => {
  const options: Options = { ...definition.options, ...HELP };
  const { takesFiles = false } = definition;
  return {
    ...definition,
    options,
    run: async (args, context) => {
      const asked = requireKnownOptions(args, options, takesFiles);
      if (asked.has("help")) {
        context.print(renderHelp({ ...definition, options }, context));
        return 0;
      }
      const parsed = parseArgs({
        args: [...args],
        options: definition.options,
        allowPositionals: takesFiles,
        strict: true,
      });
      return await definition.run({ values: parsed.values, files: parsed.positionals }, context);
    },
  };
};
