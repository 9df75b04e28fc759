import { TextSchema } from "./text.ts";

/** The longest address, in UTF-16 code units. */
const MAX_ADDRESS_LENGTH = 2_000;

/** Whether an address is safe to lead to: https, and without a name or password in it. */
const isPlainAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return protocol === "https:" && username === "" && password === "";
};

/** An address that pages may lead to. */
export const AddressSchema = TextSchema.max(
  MAX_ADDRESS_LENGTH,
  `must be at most ${MAX_ADDRESS_LENGTH} characters`,
).refine(isPlainAddress, "must be an https address without a user name");
