import { text } from "node:stream/consumers";
import { leaveTelemetry } from "../leave-telemetry.ts";
import { carryOut, inWords } from "./carry-out.ts";
import { readSteps } from "./read-steps.ts";
import type { Step } from "./step.ts";

/** Carries out, in the working directory, what the prompt on the standard input spells out, but for the steps that are forgotten. */
export const followPrompt = async (forgets: (step: Step) => boolean): Promise<void> => {
  const steps = readSteps(await text(process.stdin));
  let made = 0;
  for (const step of steps) {
    if (forgets(step)) continue;
    try {
      made += 1;
      await carryOut(process.cwd(), step);
      console.log(`done: ${inWords(step)}`);
    } catch (error) {
      console.log(`could not ${inWords(step)}: ${error instanceof Error ? error.message : String(error)}`);
    }
    leaveTelemetry(made);
  }
  if (steps.length === 0) console.log("The prompt spells out no step, so nothing is done.");
  leaveTelemetry(made);
};
