/** Where the methodology explains a column. */
export const METHOD = {
  rank: "/docs/methodology/#ranks-and-groups",
  estimate: "/docs/methodology/#success-rate",
  score: "/docs/methodology/#score",
  outcomes: "/docs/methodology/#outcomes",
  coverage: "/docs/methodology/#coverage",
  cost: "/docs/methodology/#cost-tokens-and-time",
  difficulty: "/docs/methodology/#difficulty",
  expected: "/docs/methodology/#beyond-chance",
  repeats: "/docs/methodology/#trying-again",
  effects: "/docs/methodology/#effects",
  health: "/docs/methodology/#health-of-a-suite",
  evaluators: "/docs/methodology/#evaluators",
  batches: "/docs/methodology/#batches",
} as const;
