/**
 * The exact two-sided p-value of McNemar's test: of b + c scenarios that only one of two entries passes, b and c each. It is the
 * binomial test of b successes in b + c trials at ½: min(1, 2·P(X ≤ min(b, c))).
 * Source: McNemar (1947), Note on the sampling error of the difference between correlated proportions or percentages,
 * Psychometrika 12:153–157, with the exact binomial distribution.
 */
export const mcnemarExact = (b: number, c: number): number => {
  const trials = b + c;
  const least = Math.min(b, c);
  // C(trials, least)/2^trials, the power taken in portions, so that neither overflows.
  let term = 1;
  let power = trials;
  for (let k = 1; k <= least; k++) {
    term *= (trials - k + 1) / k;
    if (term > 2 ** 500) {
      term /= 2 ** 500;
      power -= 500;
    }
  }
  const half = Math.floor(power / 2);
  term = term * 2 ** -half * 2 ** (half - power);
  let tail = 0;
  for (let k = least; k >= 0 && term > tail * 1e-18; k--) {
    tail += term;
    term *= k / (trials - k + 1);
  }
  return Math.min(1, 2 * tail);
};
