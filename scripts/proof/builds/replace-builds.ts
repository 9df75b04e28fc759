import { isHashed, judgeAnswer } from "./judge-answer.ts";
import { SiteReaders } from "./read-site.ts";
import { type Contents, digestOf, readContents } from "./site-contents.ts";

/** How many readers there are at once. */
const READERS = 4;

/** How many of the pages that a build added or took away are opened as soon as it is there. */
const MOST_CHANGED = 20;

/** How long a server may take to serve a new build, in milliseconds: it starts anew for it, which takes a minute on a very busy machine. */
const NOTICE_MS = 300_000;
const POLL_MS = 100;

export interface Replacing {
  /** The server of the site, and the folder that it serves. There is a build already. */
  url: string;
  folder: string;
  /** How many builds follow. */
  builds: number;
  /** Makes the next build, the first of which is 1, and puts it in its place. Its home page must be another than the one before. */
  build: (round: number) => Promise<void>;
  /** Numbers from 0 to 1, for what is read. */
  random: () => number;
  /** Told after each build: how many paths the site has now, how many answers there have been, and what was wrong with those since the last. */
  onBuild?: (round: number, told: { paths: number; answers: number; failures: readonly string[] }) => void;
}

/** Paths that one build has and the other has not. */
const changedPaths = (before: Contents, after: Contents): string[] => [
  ...[...before.keys()].filter((path) => !after.has(path)),
  ...[...after.keys()].filter((path) => !before.has(path)),
];

/** Comes when the server serves this build's home page. Gives whether that is in time. */
const waitUntilServed = async (url: string, build: Contents): Promise<boolean> => {
  const start = performance.now();
  while (performance.now() - start < NOTICE_MS) {
    const home = await fetch(url).then(
      (answer) => answer.bytes(),
      () => new Uint8Array(),
    );
    if (digestOf(home) === build.get("/")) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
};

/** What is opened next: any page of the last two builds, since a reader may come from the one before. */
const choosePath = (contents: readonly Contents[], random: () => number): string => {
  const paths = contents.slice(-2).flatMap((build) => [...build.keys()].filter((path) => !isHashed(path)));
  return paths[Math.floor(random() * paths.length)] ?? "/";
};

/**
 * Replaces the builds of a served site one after the other while it is read, and holds every answer against what the builds hold.
 * Gives the number of answers and what was wrong with some.
 */
export const replaceBuilds = async ({ url, folder, builds, build, random, onBuild }: Replacing) => {
  const contents: Contents[] = [];
  const failures: string[] = [];
  const take = async (round: number) => {
    const built = await readContents(folder);
    contents.push(built);
    if (!(await waitUntilServed(url, built))) failures.push(`build ${round} is not served after ${NOTICE_MS / 1000} s`);
    return built;
  };
  let before = await take(0);
  const readers = new SiteReaders(url);
  const stop = new AbortController();
  const next = () => choosePath(contents, random);
  const reading = Array.from({ length: READERS }, () => readers.keepOpening(next, stop.signal));
  try {
    for (let round = 1, judged = 0; round <= builds; round++) {
      readers.phase = 2 * round - 1;
      await build(round);
      const after = await take(round);
      readers.phase = 2 * round;
      for (const path of changedPaths(before, after).slice(0, MOST_CHANGED)) await readers.open(path);
      const wrong = readers.answers.slice(judged).flatMap((answer) => judgeAnswer(answer, contents) ?? []);
      judged = readers.answers.length;
      failures.push(...wrong);
      onBuild?.(round, { paths: after.size, answers: judged, failures: wrong });
      before = after;
    }
  } finally {
    stop.abort();
    await Promise.all(reading);
  }
  return { answers: readers.answers.length, failures };
};
