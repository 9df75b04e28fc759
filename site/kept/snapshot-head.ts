/** The snapshot that a build shows. */
export interface Named {
  id: string;
  createdAt: string;
}

// Files of JSON beside the pages of a suite begin with the snapshot that they were computed from, and have nothing else of the whole. So they
// are kept without that beginning, and get the one of the build that takes them over.

const START = '{"snapshot":"';

/** What a file of JSON may begin with, the longer one first. */
const headsOf = ({ id, createdAt }: Named) => [`${START}${id}","createdAt":"${createdAt}"`, `${START}${id}"`];

const HEADLESS = headsOf({ id: "", createdAt: "" });

const replaceHead = (bytes: Uint8Array, heads: readonly string[], by: readonly string[]): Uint8Array => {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString("latin1");
  const place = heads.findIndex((head) => start.startsWith(head));
  if (place < 0) return bytes;
  return Buffer.concat([Buffer.from(by[place] ?? ""), bytes.subarray(heads[place]?.length)]);
};

/** A file without the snapshot in its beginning. */
export const withoutHead = (bytes: Uint8Array, snapshot: Named): Uint8Array =>
  replaceHead(bytes, headsOf(snapshot), HEADLESS);

/** A file that was kept without a snapshot in its beginning, with this one. */
export const withHead = (bytes: Uint8Array, snapshot: Named): Uint8Array =>
  replaceHead(bytes, HEADLESS, headsOf(snapshot));
