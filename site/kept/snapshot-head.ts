/** The snapshot that a build shows. */
export interface Named {
  id: string;
  createdAt: string;
}

// Files of JSON beside the pages of a suite begin with the snapshot that they were computed from, and have nothing else of the whole. So they
// are kept without that beginning, and get the one of the build that takes them over.

const START = '{"snapshot":"';

// The longer one first.
const headsOf = ({ id, createdAt }: Named) => [`${START}${id}","createdAt":"${createdAt}"`, `${START}${id}"`];

/** What a file of JSON may begin with, beside the same without the snapshot. */
const beginningsOf = (snapshot: Named) => {
  const headless = headsOf({ id: "", createdAt: "" });
  return headsOf(snapshot).map((head, place) => ({
    head: Buffer.from(head),
    headless: Buffer.from(headless[place] ?? ""),
  }));
};

const startsWith = (bytes: Uint8Array, start: Buffer): boolean => start.equals(bytes.subarray(0, start.length));

/** Gives a file without the snapshot in its beginning; in the memory of the file, which is another then. */
export const headRemover = (snapshot: Named): ((bytes: Uint8Array) => Uint8Array) => {
  const beginnings = beginningsOf(snapshot);
  return (bytes) => {
    const found = beginnings.find(({ head }) => startsWith(bytes, head));
    if (!found) return bytes;
    const { head, headless } = found;
    bytes.set(headless, head.length - headless.length);
    return bytes.subarray(head.length - headless.length);
  };
};

/** Gives the pieces of a file that was kept without a snapshot in its beginning, with this one. */
export const headGiver = (snapshot: Named): ((bytes: Uint8Array) => Uint8Array[]) => {
  const beginnings = beginningsOf(snapshot);
  return (bytes) => {
    const found = beginnings.find(({ headless }) => startsWith(bytes, headless));
    return found ? [found.head, bytes.subarray(found.headless.length)] : [bytes];
  };
};
