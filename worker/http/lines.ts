import { joinBytes } from "./body.ts";

const NEWLINE = 0x0a;

/** Cuts a stream of bytes at its newlines. The last line may lack one; a line is given without it. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let unfinished: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const piece = chunk.subarray(start, end);
      yield unfinished.length === 0 ? piece : joinBytes([...unfinished, piece]);
      unfinished = [];
      start = end + 1;
    }
    if (start < chunk.length) unfinished.push(chunk.slice(start));
  }
  if (unfinished.length > 0) yield joinBytes(unfinished);
}
