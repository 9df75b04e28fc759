/** A mean without what computing it in another order would change: means that differ by rounding only are equal. */
export const rounded = (value: number): number => Number(value.toPrecision(12));
