import { formatCount, formatCounted } from "#words/numbers.ts";

interface Solved {
  /** How many entries ran some task. */
  entries: number;
  /** Tasks with a run that counts, those of them that no entry solved, and those that every entry solved that ran them. */
  ran: number;
  unsolved: number;
  solvedByAll: number;
}

/** Who of the entries that ran a task solves it, without a full stop; of all that the suite has. */
export const describeSolvers = ({ solvedBy, entries }: { solvedBy: number; entries: number }, all: number): string => {
  if (entries === 0) return "No run that counts says whether it solved this task";
  if (entries === 1)
    return `The only entry${all > 1 ? " that ran it" : ""} ${solvedBy === 1 ? "solves it" : "does not solve it"}`;
  return `${formatCount(solvedBy)} of ${formatCount(entries)} entries ${solvedBy === 1 ? "solves" : "solve"} it`;
};

/** How many tasks tell nobody apart, as nobody or everybody solved them. */
export const describeSolved = ({ entries, ran, unsolved, solvedByAll }: Solved): string => {
  if (ran === 0) return "No run that counts says whether it solved its task.";
  if (ran === 1) {
    const whom = unsolved === 1 ? "nobody" : solvedByAll === 1 ? "every entry that ran it" : "some entries, not by all";
    return `The only task with runs that count was solved by ${whom}.`;
  }
  if (entries === 1) return `Of ${formatCounted(ran, "task")}, the only entry solved ${formatCount(ran - unsolved)}.`;
  const nobody =
    unsolved === 0 ? "each was solved by some entry" : `${formatCounted(unsolved, "was", "were")} solved by nobody`;
  const everybody = solvedByAll === 0 ? "none" : formatCount(solvedByAll);
  return `Of ${formatCounted(ran, "task")}, ${nobody}, and ${everybody} by every entry that ran ${solvedByAll > 1 ? "them" : "it"}.`;
};
