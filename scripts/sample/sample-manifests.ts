import type * as z from "zod";
import type { ManifestSchema } from "#contract/suites/manifest.ts";

/** A manifest as a harness would send it, and the version that it is of. */
export interface SampleManifest {
  suite: string;
  version?: string;
  manifest: z.input<typeof ManifestSchema>;
}

const TIERS = [
  { tier: "L0", meaning: "The prompt names the goal and nothing else." },
  { tier: "L1", meaning: "The prompt says where to look as well." },
  { tier: "L2", meaning: "The prompt lists the steps." },
  { tier: "L3", meaning: "The prompt gives the whole migration guide." },
  { tier: "Lx", meaning: "The prompt contains advice that is wrong." },
];

const scenario = (name: string, title: string, tags: Record<string, string>) => ({ scenario: name, title, tags });

/** What the sample's suites consist of, with groups; one version has none, as a suite may. */
export const SAMPLE_MANIFESTS: readonly SampleManifest[] = [
  {
    suite: "update-deps",
    version: "2.0",
    manifest: {
      title: "Dependency updates",
      description: "Made up: updates of npm dependencies in small repositories.",
      scenarios: [
        scenario("pnpm-workspace", "Update a pnpm workspace", { "package manager": "pnpm", difficulty: "medium" }),
        scenario("yarn-to-npm", "Move from Yarn to npm", { "package manager": "npm", difficulty: "easy" }),
        scenario("eslint-flat-config", "Move ESLint to its flat configuration", {
          "package manager": "npm",
          difficulty: "medium",
        }),
        scenario("react-19", "Update React to version 19", { "package manager": "npm", difficulty: "hard" }),
        scenario("vite-major", "Update Vite across a major version", {
          "package manager": "pnpm",
          difficulty: "medium",
        }),
        scenario("peer-conflict", "Resolve a conflict of peer dependencies", {
          "package manager": "npm",
          difficulty: "hard",
        }),
        scenario("lockfile-drift", "Repair a lock file that has drifted", {
          "package manager": "pnpm",
          difficulty: "easy",
        }),
        scenario("node-engines", "Raise the engines that a package supports", {
          "package manager": "npm",
          difficulty: "easy",
        }),
      ],
      tiers: TIERS,
      address: "https://example.org/made-up/update-deps",
      licence: "CC0-1.0",
    },
  },
  {
    suite: "fix-bugs",
    manifest: {
      title: "Bug fixes",
      description: "Made up: a bug each in small repositories, found by their tests.",
      scenarios: [
        scenario("off-by-one", "A loop that ends one step early", { language: "TypeScript", difficulty: "easy" }),
        scenario("race-condition", "Two requests that overwrite each other", {
          language: "TypeScript",
          difficulty: "hard",
        }),
        scenario("time-zone", "A date that moves by a day", { language: "Python", difficulty: "medium" }),
        scenario("memory-leak", "A listener that is never removed", { language: "TypeScript", difficulty: "hard" }),
        scenario("null-branch", "A branch that forgets null", { language: "Go", difficulty: "easy" }),
        scenario("unicode-slug", "A slug that loses its accents", { language: "Python", difficulty: "medium" }),
        scenario("cache-key", "Two users who share a cache key", { language: "Go", difficulty: "medium" }),
        scenario("flaky-test", "A test that fails on Mondays", { language: "Python", difficulty: "hard" }),
        scenario("empty-list", "An average of nothing", { language: "TypeScript", difficulty: "easy" }),
        scenario("wrong-sort", "Numbers that are sorted as texts", { language: "TypeScript", difficulty: "easy" }),
        scenario("lost-update", "A counter that misses some", { language: "Go", difficulty: "hard" }),
        scenario("double-charge", "A payment that is sent twice", { language: "Go", difficulty: "medium" }),
        scenario("stale-token", "A session that outlives its end", { language: "Python", difficulty: "medium" }),
        scenario("float-total", "A sum that is a cent short", { language: "Python", difficulty: "easy" }),
        scenario("path-escape", "A file name that leaves its folder", { language: "Go", difficulty: "hard" }),
        scenario("silent-catch", "An error that nobody hears of", { language: "TypeScript", difficulty: "medium" }),
      ],
      tiers: TIERS.slice(0, 3),
      address: "https://example.org/made-up/fix-bugs",
      licence: "CC0-1.0",
    },
  },
  {
    suite: "refactor",
    manifest: {
      title: "Refactoring",
      description: "Made up: changes of structure that keep behaviour, judged by a share of points.",
      tiers: TIERS,
      scale: { min: 0, max: 1 },
      firstMetric: "score",
    },
  },
];
