const PARTS = /\d+|\D+/g;
const DIGITS = /^\d/;

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compareNumbers = (a: string, b: string): number => {
  const [trimmedA, trimmedB] = [a.replace(/^0+(?=\d)/, ""), b.replace(/^0+(?=\d)/, "")];
  return trimmedA.length - trimmedB.length || compareTexts(trimmedA, trimmedB);
};

/** Numbers compare as numbers, whatever stands between them as text; a text that goes on comes after one that ends. */
const compareNaturally = (a: string, b: string): number => {
  const [partsA, partsB] = [a.match(PARTS) ?? [], b.match(PARTS) ?? []];
  for (const [position, partA] of partsA.entries()) {
    const partB = partsB[position];
    if (partB === undefined) return 1;
    const areNumbers = DIGITS.test(partA) && DIGITS.test(partB);
    const order = areNumbers ? compareNumbers(partA, partB) : compareTexts(partA, partB);
    if (order !== 0) return order;
  }
  return partsA.length - partsB.length;
};

const compareCores = (a: readonly string[], b: readonly string[]): number => {
  for (let position = 0; position < Math.max(a.length, b.length); position++) {
    const order = compareNumbers(a[position] ?? "0", b[position] ?? "0");
    if (order !== 0) return order;
  }
  return 0;
};

const NUMBERED = /^v?(\d+(?:\.\d+)*)(.*)$/is;
const PRE_RELEASE_WORD = /^[-._]?(?:alpha|beta|rc|preview|pre|dev|snapshot|nightly|canary|a|b)(?![a-z])/i;

/** Whether what follows the numbers of a version says that it came before the release of those numbers. */
const isPreRelease = (rest: string, core: readonly string[]): boolean =>
  PRE_RELEASE_WORD.test(rest) || (core.length === 3 && rest.startsWith("-"));

/** A version's numbers, such as 1, 10 and 2; undefined if it begins with none. `stage`: before, at or after their release. */
const readVersion = (version: string): { core: string[]; stage: -1 | 0 | 1; rest: string } | undefined => {
  const [, numbers, rest = ""] = NUMBERED.exec(version) ?? [];
  if (numbers === undefined) return undefined;
  const core = numbers.split(".");
  return { core, stage: rest === "" ? 0 : isPreRelease(rest, core) ? -1 : 1, rest: rest.toLowerCase() };
};

const compareStated = (a: string, b: string): number => {
  const [readA, readB] = [readVersion(a), readVersion(b)];
  if (readA === undefined || readB === undefined) {
    return readA === readB ? compareNaturally(a, b) : readA === undefined ? 1 : -1;
  }
  return compareCores(readA.core, readB.core) || readA.stage - readB.stage || compareNaturally(readA.rest, readB.rest);
};

/**
 * The order of two versions of a suite, everywhere: negative, 0 or positive as a is older than b, the same or newer.
 *
 * A version that begins with numbers, perhaps after a "v", is ordered as Semantic Versioning 2.0.0 (section 11) orders it: 1.9 < 1.10 <
 * 2.0.0-beta.2 < 2.0.0-beta.11 < 2.0.0. Fewer or more numbers, dates and other endings are taken as well: a missing number is 0, an
 * ending such as rc1 or -beta comes before the release in any case, and any other ending after it: 2026 < 2026-08-01 < 2026-08-02.
 * Versions that begin with no number come after those that do, in natural order: nightly-9 < nightly-10. "" and undefined both stand for
 * "not stated", which is the oldest. Only the same texts are equal.
 */
export const compareVersions = (a = "", b = ""): number => {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? -1 : 1;
  return compareStated(a, b) || compareTexts(a, b);
};

/** A number as text that sorts as the number does, among others of its kind and beside text that begins with no digit. */
const numberKey = (digits: string): string => {
  const trimmed = digits.replace(/^0+(?=\d)/, "");
  return `5${String(trimmed.length).padStart(3, "0")}${trimmed}`;
};

/** Ends a text in a key: lower than any character of a name. */
const END = "\u0001";

const naturalKey = (text: string): string =>
  (text.match(PARTS) ?? []).map((part) => (DIGITS.test(part) ? numberKey(part) : part + END)).join("");

const statedKey = (version: string): string => {
  const read = readVersion(version);
  if (!read) return `2${naturalKey(version)}`;
  const last = read.core.findLastIndex((number) => /[1-9]/.test(number));
  const core = read.core.slice(0, last + 1).map((number) => `1${numberKey(number)}`);
  return `1${core.join("")}0${read.stage + 1}${naturalKey(read.rest)}`;
};

/** A text for a version, for databases: such texts sort as `compareVersions` orders their versions. */
export const versionKeyOf = (version: string): string =>
  version === "" ? "" : `${statedKey(version)}${END}${version}`;
