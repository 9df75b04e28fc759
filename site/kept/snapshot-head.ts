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

const headReplacer = (heads: readonly string[], by: readonly string[]): ((bytes: Uint8Array) => Uint8Array) => {
  const changes = heads.map((head, place) => ({ from: Buffer.from(head), to: Buffer.from(by[place] ?? "") }));
  return (bytes) => {
    const change = changes.find(({ from }) => from.equals(bytes.subarray(0, from.length)));
    return change ? Buffer.concat([change.to, bytes.subarray(change.from.length)]) : bytes;
  };
};

/** Gives a file without the snapshot in its beginning. */
export const headRemover = (snapshot: Named) => headReplacer(headsOf(snapshot), HEADLESS);

/** Gives a file that was kept without a snapshot in its beginning with this one. */
export const headGiver = (snapshot: Named) => headReplacer(HEADLESS, headsOf(snapshot));
