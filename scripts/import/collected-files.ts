import { MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { RunSchema } from "#contract/runs/run.ts";
import { check } from "#contract/service/check.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { formatCount } from "#words/numbers.ts";
import { DraftStore } from "./draft-store.ts";
import { completeDraft, type Draft, type Importer, type Mapping, type Statement } from "./formats/importer.ts";
import { type Held, heldTwice } from "./held-twice.ts";
import type { ForeignFile } from "./reading/foreign-file.ts";
import { FormatError } from "./reading/format-error.ts";
import { Scales, settleScores } from "./settle-scores.ts";

/** A file of another harness whose runs have been read, and wait for what the others say. */
export interface CollectedFile {
  name: string;
  importer: Importer;
  /** How many drafts of the store are its own; `isDropped`: none of them goes in. */
  drafts: number;
  isDropped: boolean;
  statements: Statement[];
  batches: Set<string>;
  /** Its results, where others may hold them, too. */
  held: Held & { keys: string[] };
  group: Group;
}

/** Files that are judged together: a file by itself, or the retries of one evaluation. */
interface Group {
  scales: Scales;
  /** The runs that are final, by their names. */
  runIds: Set<string>;
}

/** A run that is ready to be sent: which one of its file it is, and why the source says that it must not count. */
export interface SettledRun {
  file: CollectedFile;
  number: number;
  bytes: Buffer;
  invalidated: { runId: string; reason: string } | undefined;
}

/** The runs of other harnesses' files. Nothing of a file is certain before it is read to its end, nor of a retry before all are. */
export class CollectedFiles {
  readonly files: CollectedFile[] = [];
  readonly #store = new DraftStore();
  readonly #groups = new Map<string, Group>();
  /** The attempts that did not fail. */
  readonly #succeeded = new Set<string>();
  readonly #mapping: Mapping;

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
  }

  /** Reads a file's runs. FormatError: it is broken, or a run in it cannot be one; then nothing of it goes in. */
  async read(name: string, file: ForeignFile, importer: Importer): Promise<void> {
    const group: Group = { scales: new Scales(), runIds: new Set() };
    const collected: CollectedFile = {
      name,
      importer,
      drafts: 0,
      isDropped: false,
      statements: [],
      batches: new Set(),
      held: { keys: [], isDated: true },
      group,
    };
    this.files.push(collected);
    const states = (statement: Statement) => {
      collected.statements.push(statement);
      if (statement.group !== undefined) collected.group = this.#groupOf(importer, statement.group);
    };
    try {
      for await (const draft of importer.runs(file, states, this.#mapping)) this.#add(collected, draft);
    } catch (error) {
      collected.isDropped = true;
      throw error;
    }
  }

  #scalesFor({ importer, group }: CollectedFile, { scaleGroup }: Draft): Scales {
    return scaleGroup === undefined ? group.scales : this.#groupOf(importer, scaleGroup).scales;
  }

  #groupOf({ format }: Importer, name: string): Group {
    const key = `${format} ${name}`;
    const group = this.#groups.get(key) ?? { scales: new Scales(), runIds: new Set() };
    this.#groups.set(key, group);
    return group;
  }

  #add(file: CollectedFile, draft: Draft): void {
    const run = completeDraft(draft, this.#mapping);
    const parsed = check(RunSchema, run);
    if (!parsed.success) {
      throw new FormatError(`run ${draft.runId}: ${issuesOf(parsed.error).map(formatIssue).join("; ")}`);
    }
    const text = JSON.stringify(draft);
    if (Buffer.byteLength(text) > MAX_RUN_BYTES) {
      throw new FormatError(
        `run ${draft.runId} takes ${Buffer.byteLength(text)} bytes: a run may take ${MAX_RUN_BYTES}`,
      );
    }
    this.#store.add(text);
    file.drafts += 1;
    this.#scalesFor(file, draft).note(draft);
    if (draft.held !== undefined) {
      file.held.keys.push(`${file.importer.format} ${draft.held.key}`);
      file.held.isDated &&= draft.held.isDated;
      file.held.span = draft.held.span;
    }
    if (run.batchId) file.batches.add(run.batchId);
    const isFinal = run.status === "completed" || run.status === "failed";
    if (isFinal && !draft.standsForMissing) file.group.runIds.add(draft.runId);
    if (draft.attempt?.failed === false) this.#succeeded.add(draft.attempt.of);
  }

  /**
   * Says of each file that holds no run, or fewer than it says, what is wrong: the files that are left go in. `allowPartial` lets those
   * in as well, for what they have.
   */
  dropPartial(allowPartial: boolean, onPartial: (file: CollectedFile, message: string) => void): void {
    for (const file of this.files) {
      const problem = file.isDropped ? undefined : partialProblem(file);
      if (problem === undefined) continue;
      onPartial(file, problem);
      file.isDropped = !allowPartial;
    }
  }

  /** Leaves out the files whose results the others hold; gives them. */
  dropHeldTwice(): CollectedFile[] {
    const files = this.files.filter(({ isDropped }) => !isDropped);
    const places = heldTwice(files.map(heldBy));
    const twice = files.filter((_, place) => places.has(place));
    for (const file of twice) file.isDropped = true;
    return twice;
  }

  /** The runs of the files that go in, each as it is sent. */
  async *settled(): AsyncGenerator<SettledRun> {
    const texts = this.#store.texts();
    for (const file of this.files) {
      for (let number = 1; number <= file.drafts; number += 1) {
        const { value: text } = await texts.next();
        if (file.isDropped || typeof text !== "string") continue;
        const draft = JSON.parse(text) as Draft;
        if (draft.attempt?.failed && this.#succeeded.has(draft.attempt.of)) continue;
        const run = completeDraft(settleScores(draft, this.#scalesFor(file, draft)), this.#mapping);
        const { runId, invalidated: reason } = draft;
        const invalidated = reason === undefined ? undefined : { runId, reason };
        yield { file, number, bytes: Buffer.from(JSON.stringify(run)), invalidated };
      }
    }
  }

  /** Lets go of what was kept on the disk. */
  remove(): void {
    this.#store.remove();
  }
}

/** What a file holds, where all its results have a key. */
const heldBy = ({ held, drafts }: CollectedFile): Held => (held.keys.length === drafts ? held : { ...held, keys: [] });

/** How many runs a file says that it holds; undefined where it says nothing. */
export const statedRuns = ({ statements }: CollectedFile): number | undefined =>
  statements.length === 0 ? undefined : statements.reduce((sum, { runs }) => sum + runs, 0);

const partialProblem = (file: CollectedFile): string | undefined => {
  const stated = statedRuns(file);
  const given = file.group.runIds.size;
  const because = file.statements.find((statement) => statement.because)?.because;
  const why = because === undefined ? "" : ` (${because})`;
  if (file.drafts === 0 && given === 0 && !stated) return `it holds no run${why}`;
  if (stated === undefined || given >= stated) return undefined;
  return `it has ${formatCount(given)} of the ${formatCount(stated)} ${file.statements[0]?.what ?? "runs"} that it states${why}`;
};
