import { MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { completeDraft, type Draft, type Mapping } from "./formats/importer.ts";
import type { Line } from "./reading/read-lines.ts";

/**
 * The runs of a foreign file as lines to send, numbered from 1; `onRun` hears of each. A run that is too large for the Worker comes
 * as a problem. Throws what the drafts throw, and a FormatError for a run that lacks what every run must state.
 */
export async function* foreignLines(
  drafts: Iterable<Draft> | AsyncIterable<Draft>,
  mapping: Mapping,
  onRun: () => void,
): AsyncGenerator<Line> {
  let number = 0;
  for await (const draft of drafts) {
    number += 1;
    const bytes = Buffer.from(JSON.stringify(completeDraft(draft, mapping)));
    onRun();
    if (bytes.length <= MAX_RUN_BYTES) yield { number, bytes };
    else yield { number, problem: `${draft.runId}: must be at most ${MAX_RUN_BYTES} bytes: ${bytes.length}` };
  }
}
