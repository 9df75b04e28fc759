import * as z from "zod";

/** What a number in a query may be: no sign, exponent, space or other base, all of which Number() would take. */
const WHOLE = /^\d+$/;
const DECIMAL = /^\d+(\.\d+)?$/;

interface Bounds {
  min: number;
  max?: number;
}

/** Takes a number from the text of a query, and one of a client as it is: NaN, which no schema takes, for any other text. */
const readAs =
  (form: RegExp) =>
  (given: unknown): unknown =>
    typeof given !== "string" ? given : form.test(given) ? Number(given) : Number.NaN;

/** A whole number in a query, in digits alone; whatever else is refused with the message. */
export const wholeNumber = ({ min, max = Number.MAX_SAFE_INTEGER }: Bounds, message: string) =>
  z.preprocess(
    readAs(WHOLE),
    z.number(message).int({ error: message, abort: true }).min(min, message).max(max, message),
  );

/** A number in a query, in digits with or without decimals; whatever else is refused with the message. */
export const decimalNumber = ({ min, max = Number.MAX_VALUE }: Bounds, message: string) =>
  z.preprocess(readAs(DECIMAL), z.number(message).min(min, message).max(max, message));
