import type { Outcome } from "#contract/runs/outcome.ts";
import type { Format } from "./style.ts";

/** How a run's outcome is set apart: passes and fails are told apart at a glance, and what does not count stands back. */
export const formatOfOutcome = (outcome: Outcome): Format => {
  switch (outcome) {
    case "pass":
      return "green";
    case "fail":
    case "timeout":
    case "refusal":
      return "red";
    default:
      return "dim";
  }
};
