/**
 * Agents with names of their own that try a suite rather than compete in it: one applies the solution and passes everything in a sound suite, one
 * does nothing and passes nothing. They are on no leaderboard.
 */
export const REFERENCE_AGENTS = ["oracle", "no-op"] as const;
export type ReferenceAgent = (typeof REFERENCE_AGENTS)[number];

/** Whether an agent's name is one of those. */
export const isReferenceAgent = (agent: string): agent is ReferenceAgent =>
  REFERENCE_AGENTS.some((name) => name === agent);
