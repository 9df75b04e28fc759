import { UsageError } from "./cli-error.ts";

/** The whole number of an option between two bounds; UsageError otherwise. */
export const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const number = Number(text);
  if (Number.isInteger(number) && text.trim() !== "" && number >= least && number <= most) return number;
  throw new UsageError(`${name} must be a whole number from ${least} to ${most}: ${text}`);
};
