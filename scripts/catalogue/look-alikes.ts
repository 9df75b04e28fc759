/**
 * What two spellings of one name share: without what stands before the last slash, a date at its end, case and punctuation. A plus is no
 * punctuation: R+ is not R.
 */
const coreOf = (name: string): string => {
  const own = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  const undated = own.replace(/[-_@: ]?(?:19|20)\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])$/, "");
  return (undated === "" ? own : undated).replace(/[^\p{L}\p{N}+]/gu, "");
};

/** Names that differ by a prefix, a date, case or punctuation alone, in groups; the shortest of each group first. */
export const lookAlikes = (names: readonly string[]): string[][] =>
  [...Map.groupBy(new Set(names), coreOf).values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)))
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
