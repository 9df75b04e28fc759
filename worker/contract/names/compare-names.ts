const { compare } = new Intl.Collator("en", { numeric: true });

/** Orders names for a reader, as a person would: "2" before "10". Names that look the same keep an order too. */
export const compareNames = (a: string, b: string): number => compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
