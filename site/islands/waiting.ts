/** What the reader is told while an answer is waited for. Takes how often it has failed to come, and what is said at first. */
export const waiting = (failures: number, atFirst: string): string =>
  failures > 0 ? "The live API has not answered yet. Asking again…" : atFirst;
