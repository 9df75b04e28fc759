/** How often it is said how far something is, in milliseconds. */
const EVERY_MS = 3_000;

/** Says how far long work is, a line every few seconds and none for what is soon done. `now` gives milliseconds. */
export const sayProgress = (
  warn: (line: string) => void,
  now: () => number = Date.now,
): ((text: () => string) => void) => {
  let last = now();
  return (text) => {
    if (now() - last < EVERY_MS) return;
    last = now();
    warn(text());
  };
};
