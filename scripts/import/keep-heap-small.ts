import { setFlagsFromString } from "node:v8";

/**
 * Has V8 collect garbage before the heap has doubled, and not take what is parsed for long-lived: an import goes through any number of
 * runs, of which it keeps none. Of 20,000 files, the peak is 180 MB instead of 340, for a third more of processor time.
 */
export const keepHeapSmall = (): void => {
  for (const flag of ["--optimize-for-size", "--no-allocation-site-pretenuring", "--max-semi-space-size=8"]) {
    setFlagsFromString(flag);
  }
};
