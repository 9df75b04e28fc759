/** Fair shares of an amount in cents, one for each person. */
export const splitBill = (cents, people) => {
  if (!Number.isInteger(people) || people < 1) throw new RangeError(`people must be a whole number of at least 1: ${people}`);
  const share = Math.trunc(cents / people);
  const left = cents % people;
  return Array.from({ length: people }, (_, index) => (index < Math.abs(left) ? share + Math.sign(left) : share));
};
