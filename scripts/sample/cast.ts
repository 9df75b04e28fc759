/** An invented entry. Abilities, helps and difficulties add up to the chance of a pass. */
export interface SampleEntry {
  agent: string;
  model?: string;
  variant?: string;
  ability: number;
  /** US dollars for a million tokens, or undefined: it never reports its cost. */
  price: number | undefined;
  /** How much it reads, compared with the others. */
  appetite: number;
  /** Entries with the same luck get the same results. */
  luck: string;
  /** How many of a suite's scenarios it never ran. */
  misses?: number;
  /** How many weeks after the others it came out, and so began each suite. */
  weeksLater?: number;
  /** Whether the maker of agent or model ran it, where that is stated. */
  relationship?: "first-party" | "third-party";
  /** Whether its runs lead to their transcripts and patches. */
  hasLinks?: boolean;
}

/** Agents and models that do not exist, so that nobody takes the sample for real results. */
export const ENTRIES: readonly SampleEntry[] = [
  {
    agent: "imaginary-otter",
    model: "made-up-large",
    ability: 0.36,
    price: 9,
    appetite: 1.4,
    luck: "a",
    relationship: "first-party",
    hasLinks: true,
  },
  {
    agent: "imaginary-otter",
    model: "made-up-small",
    ability: 0.16,
    price: 1.2,
    appetite: 1.1,
    luck: "b",
    relationship: "first-party",
    hasLinks: true,
  },
  {
    agent: "imaginary-heron",
    model: "made-up-large",
    variant: "effort=high",
    ability: 0.38,
    price: 9,
    appetite: 2.6,
    luck: "c",
    relationship: "third-party",
    hasLinks: true,
  },
  {
    agent: "imaginary-heron",
    model: "made-up-large",
    variant: "effort=low",
    ability: 0.27,
    price: 9,
    appetite: 0.7,
    luck: "d",
    relationship: "third-party",
  },
  { agent: "imaginary-heron", model: "invented/mono-3", ability: 0.22, price: 3, appetite: 1.2, luck: "e" },
  { agent: "imaginary-badger", model: "invented/mono-3", ability: 0.2, price: 3, appetite: 0.9, luck: "twins" },
  { agent: "imaginary-crow", model: "invented/mono-3", ability: 0.2, price: 3, appetite: 1.6, luck: "twins" },
  { agent: "imaginary-badger", model: "invented/mono-2", ability: 0.08, price: 2, appetite: 1, luck: "f" },
  { agent: "imaginary-mole", variant: "v0.8", ability: -0.04, price: undefined, appetite: 1.5, luck: "l" },
  {
    agent: "imaginary-mole",
    variant: "v0.9",
    ability: 0.04,
    price: undefined,
    appetite: 1.3,
    luck: "h",
    weeksLater: 2,
  },
  { agent: "imaginary-mole", variant: "v1.0", ability: 0.2, price: undefined, appetite: 1, luck: "g", weeksLater: 4 },
  { agent: "imaginary-crow", model: "made-up-tiny", ability: -0.12, price: 0.2, appetite: 0.8, luck: "i" },
  { agent: "imaginary-crow", model: "made-up-large", ability: 0.3, price: 9, appetite: 1.2, luck: "j", misses: 3 },
];

/** How much each tier's prompt helps; an adversarial one harms. */
export const TIERS: Readonly<Record<string, number>> = { L0: -0.18, L1: 0, L2: 0.12, L3: 0.2, Lx: -0.25 };

export interface SampleSuite {
  suite: string;
  suiteVersion?: string;
  /** When its first run started. */
  start: string;
  scenarios: readonly string[];
  tiers: readonly string[];
  /** How many of the entries ran it. */
  entries: number;
  /** Whether its runs get a share of the points rather than all or nothing. */
  graded?: boolean;
}

const ALL_TIERS = Object.keys(TIERS);

const UPDATE_DEPS = [
  "pnpm-workspace",
  "yarn-to-npm",
  "eslint-flat-config",
  "react-19",
  "vite-major",
  "peer-conflict",
  "lockfile-drift",
  "node-engines",
];

export const SUITES: readonly SampleSuite[] = [
  {
    suite: "update-deps",
    suiteVersion: "1.0",
    start: "2026-01-12T08:00:00.000Z",
    scenarios: UPDATE_DEPS.slice(0, 5),
    tiers: ["L0", "L1"],
    entries: 5,
  },
  {
    suite: "update-deps",
    suiteVersion: "2.0",
    start: "2026-03-02T08:00:00.000Z",
    scenarios: UPDATE_DEPS,
    tiers: ALL_TIERS,
    entries: ENTRIES.length,
  },
  {
    suite: "fix-bugs",
    start: "2026-04-13T08:00:00.000Z",
    scenarios: [
      "off-by-one",
      "race-condition",
      "time-zone",
      "memory-leak",
      "null-branch",
      "unicode-slug",
      "cache-key",
      "flaky-test",
      "empty-list",
      "wrong-sort",
      "lost-update",
      "double-charge",
      "stale-token",
      "float-total",
      "path-escape",
      "silent-catch",
    ],
    tiers: ["L0", "L1", "L2"],
    entries: ENTRIES.length,
  },
  {
    suite: "refactor",
    start: "2026-06-01T08:00:00.000Z",
    scenarios: ["split-module", "remove-global", "extract-hook", "typed-errors", "async-queue", "dead-code"],
    tiers: ALL_TIERS,
    entries: ENTRIES.length,
    graded: true,
  },
];

/** How often an entry tries a scenario in a tier. */
export const TRIALS = 3;
