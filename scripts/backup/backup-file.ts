import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import * as z from "zod";
import { type BackupLine, BackupLineSchema } from "#contract/service/backup.ts";
import { CliError } from "../command/cli-error.ts";
import { codeOf, messageOf } from "../command/thrown.ts";

// A file of a backup is gzipped NDJSON: a head, the lines as GET /api/backup gives them, and a foot, without which it is not whole.

const VERSION = 1;

const HeadSchema = z.strictObject({
  format: z.literal("ze-benchmarks backup"),
  version: z.literal(VERSION, "it was made by another version of this program"),
  startedAt: z.iso.datetime(),
});

const FootSchema = z.strictObject({
  lines: z.int(),
  snapshotId: z.string().nullable(),
});
/** What a backup ends with: how many lines it has, and the snapshot that they give; null: runs came in while it was made. */
export type BackupFoot = z.infer<typeof FootSchema>;

interface Writing {
  /** Gives the last line, once all others have been read. */
  finish: (lines: number) => Promise<BackupFoot>;
  /** Told after each line how many there are. */
  onLine: (lines: number) => void;
}

const textOf = async function* (
  lines: AsyncIterable<BackupLine>,
  { finish, onLine }: Writing,
  startedAt: Date,
): AsyncGenerator<string> {
  const head = { format: "ze-benchmarks backup", version: VERSION, startedAt: startedAt.toISOString() };
  yield `${JSON.stringify(head)}\n`;
  let count = 0;
  for await (const line of lines) {
    count += 1;
    onLine(count);
    yield `${JSON.stringify(line)}\n`;
  }
  yield `${JSON.stringify(await finish(count))}\n`;
};

/** Writes a backup to a file that only its owner may read: it holds what is private. What fails leaves no file. CliError: it cannot be written. */
export const writeBackupFile = async (
  file: string,
  lines: AsyncIterable<BackupLine>,
  { signal, now = new Date(), ...writing }: Writing & { signal: AbortSignal; now?: Date },
): Promise<void> => {
  const partial = `${file}.partial`;
  try {
    await pipeline(textOf(lines, writing, now), createGzip(), createWriteStream(partial, { mode: 0o600 }), { signal });
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    // An error of the file system, and none of the Worker or of an interruption.
    if (/^E[A-Z]+$/.test(codeOf(error)))
      throw new CliError(`cannot write ${file}: ${messageOf(error)}`, 1, { cause: error });
    throw error;
  }
};

/** The lines of a text in pieces; only a line break ends one. */
async function* linesIn(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

const parse = <T extends z.ZodType>(schema: T, file: string, text: string): z.output<T> | undefined => {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (cause) {
    throw new CliError(`${file} is not a backup, or is damaged: it has a line that is not JSON`, 1, { cause });
  }
};

/** The lines of a backup's file, each as text, and then its foot. CliError: it is none, or not whole. */
export async function* readBackupFile(file: string, signal: AbortSignal): AsyncGenerator<string, BackupFoot> {
  const unpacked = createGunzip();
  createReadStream(file, { signal })
    .on("error", (error) => unpacked.destroy(error))
    .pipe(unpacked);
  unpacked.setEncoding("utf8");
  let count = 0;
  let isHead = true;
  try {
    for await (const text of linesIn(unpacked)) {
      if (isHead) {
        if (!parse(HeadSchema, file, text))
          throw new CliError(`${file} is not a backup made by this version of ze-benchmarks`);
        isHead = false;
        continue;
      }
      if (parse(BackupLineSchema, file, text)) {
        count += 1;
        yield text;
        continue;
      }
      const foot = parse(FootSchema, file, text);
      if (foot?.lines !== count)
        throw new CliError(`${file} is damaged: line ${count + 2} does not belong in a backup`);
      return foot;
    }
  } catch (error) {
    if (error instanceof CliError || signal.aborted) throw error;
    if (isHead && codeOf(error) === "Z_DATA_ERROR")
      throw new CliError(`${file} is not a backup: it is not gzipped`, 1, { cause: error });
    throw new CliError(`${file} cannot be read to its end: ${messageOf(error)}`, 1, { cause: error });
  }
  throw new CliError(`${file} is not whole: it ends after ${count} lines without its last one`);
}
