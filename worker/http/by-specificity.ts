const isName = (segment: string | undefined): boolean => segment?.startsWith(":") ?? false;

/**
 * Orders paths so that the first that fits is the one meant, in whatever order they were listed: where one has a fixed word and another a name,
 * the fixed word comes first. `/api/batches/compare` stands before `/api/batches/:batchId`.
 */
export const bySpecificity = (a: string, b: string): number => {
  const [ours, theirs] = [a.split("/"), b.split("/")];
  const position = ours.findIndex((segment, index) => isName(segment) !== isName(theirs[index]));
  return position === -1 ? 0 : Number(isName(ours[position])) - Number(isName(theirs[position]));
};
