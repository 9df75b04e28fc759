import { homedir } from "node:os";
import { PROJECT } from "../../command/project.ts";

/** Names of variables whose values nobody may read. */
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL/i;

/** Shorter values stand in texts by chance. */
const LEAST_SECRET = 8;

/** The shortest path that is replaced: "/" stands everywhere. */
const LEAST_PATH = 4;

export interface RedactedPlaces {
  workspace?: string | undefined;
  scenarioFolder: string;
}

/**
 * Gives a function that takes out of a text what must not become public: the paths of this run and of this machine, and the values of
 * variables that hold secrets. In their place stands what they are.
 */
export const redactor = (
  { workspace, scenarioFolder }: RedactedPlaces,
  variables: NodeJS.ProcessEnv = process.env,
): ((text: string) => string) => {
  const secrets = Object.entries(variables).flatMap(([name, value]): [string, string][] =>
    value !== undefined && value.length >= LEAST_SECRET && SECRET_NAME.test(name) ? [[value, `<${name}>`]] : [],
  );
  const paths: [string | undefined, string][] = [
    [workspace, "<workspace>"],
    [scenarioFolder, "<scenario>"],
    [PROJECT, "<harness>"],
    [homedir(), "~"],
  ];
  const replacements = [...secrets, ...paths]
    .filter((pair): pair is [string, string] => pair[0] !== undefined && pair[0].length >= LEAST_PATH)
    // What holds another goes first.
    .sort(([a], [b]) => b.length - a.length);
  return (text) => replacements.reduce((redacted, [value, name]) => redacted.replaceAll(value, name), text);
};
