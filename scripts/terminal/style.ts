import { styleText } from "node:util";
import type { Output } from "../command/context.ts";

/** How a text is set apart on a terminal. */
export type Format = Parameters<typeof styleText>[0];

/** Sets a text apart, or leaves it as it is. */
export type Style = (format: Format, text: string) => string;

/** Whether an output shows colours: a terminal does, unless NO_COLOR (no-color.org) or TERM=dumb says otherwise; FORCE_COLOR has the last word. */
export const hasColours = ({ isTTY = false }: Output, env: NodeJS.ProcessEnv): boolean => {
  const { FORCE_COLOR: forced, NO_COLOR: none, TERM: terminal } = env;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return isTTY && !none && terminal !== "dumb";
};

/** The style for what is written to an output. */
export const styleFor = (output: Output, env: NodeJS.ProcessEnv): Style =>
  hasColours(output, env)
    ? (format, text) => styleText(format, text, { validateStream: false })
    : (_format, text) => text;
