/** A rising function and its slope. */
export interface Rising {
  value: (x: number) => number;
  slope: (x: number) => number;
}

/**
 * The x between `low` and `high` at which a rising function reaches `target`, to the last digits: Newton's steps, replaced by bisection
 * wherever they leave the bracket, which must hold the solution.
 */
export const newtonRoot = (
  { value, slope }: Rising,
  target: number,
  bracket: { low: number; high: number },
): number => {
  let { low, high } = bracket;
  let x = (low + high) / 2;
  for (let step = 0; step < 200; step++) {
    const excess = value(x) - target;
    if (excess > 0) high = x;
    else low = x;
    const newton = x - excess / slope(x);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-15 * Math.abs(next)) return next;
    x = next;
  }
  return x;
};
