import { writeFileSync } from "node:fs";

/**
 * Tells the harness what a script used, where it asks for it: how many edits and commands it made. No model was asked, so nothing is said
 * of tokens and money.
 */
export const leaveTelemetry = (toolCalls: number): void => {
  const file = process.env["ZE_BENCHMARKS_TELEMETRY"];
  if (file) writeFileSync(file, JSON.stringify({ toolCalls }));
};
