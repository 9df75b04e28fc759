import type { Listed } from "./dispatch.ts";

/** The commands that need nothing but a Worker's address: they come with the client's package, too. */
export const REMOTE_COMMANDS: readonly Listed[] = [
  {
    name: "import",
    summary: "sends files of runs, or of other harnesses' results",
    load: () => import("../import.ts"),
  },
  {
    name: "submit",
    summary: "submits runs one by one, and says what became of each",
    load: () => import("../submit.ts"),
  },
  { name: "flush", summary: "delivers results that could not be delivered before", load: () => import("../flush.ts") },
  { name: "runs", summary: "lists runs", load: () => import("../runs.ts") },
  { name: "stats", summary: "shows success rates and scores with their intervals", load: () => import("../stats.ts") },
  {
    name: "batches",
    summary: "lists batches, and whether their runs bear out what they claim",
    load: () => import("../batches.ts"),
  },
  { name: "compare-batches", summary: "shows batches side by side", load: () => import("../compare-batches.ts") },
  { name: "keys", summary: "makes, lists, rotates and revokes named keys", load: () => import("../keys.ts") },
  { name: "sample", summary: "prints made-up runs", load: () => import("../sample.ts") },
];
