/** What may stand in the arguments of an agent's program, between braces. */
export const PLACEHOLDERS = [
  "prompt",
  "promptFile",
  "model",
  "workspace",
  "agentFolder",
  "scenarioFolder",
  "telemetryFile",
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** An argument; a list of some is left out whole where a value that it mentions is not stated. */
export type Argument = string | readonly string[];

const MENTION = /\{([a-zA-Z]+)\}/g;

/** The names between braces in an argument, whether they are placeholders or not. */
export const mentionsIn = (argument: Argument): string[] =>
  [argument].flat().flatMap((text) => Array.from(text.matchAll(MENTION), ([, name = ""]) => name));

/**
 * The arguments with their values. They go to the program as they are, with no shell between, so that a value may hold anything. Throws an
 * Error that names a value which is mentioned outside of a list and not stated.
 */
export const fillArguments = (
  given: readonly Argument[],
  values: { readonly [name in Placeholder]?: string | undefined },
): string[] => {
  const valueFor = (name: string): string | undefined => values[name as Placeholder];
  const fill = (text: string): string =>
    text.replace(MENTION, (_mention, name: string) => {
      const value = valueFor(name);
      if (value === undefined) throw new Error(`${name} is not stated`);
      return value;
    });
  return given.flatMap((argument) => {
    if (typeof argument === "string") return [fill(argument)];
    return mentionsIn(argument).every((name) => valueFor(name) !== undefined) ? argument.map(fill) : [];
  });
};
