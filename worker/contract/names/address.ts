import { isPlainAddress } from "./plain-address.ts";
import { TextSchema } from "./text.ts";

/** The longest address, in UTF-16 code units. */
const MAX_ADDRESS_LENGTH = 2_000;

/** An address that pages may lead to. */
export const AddressSchema = TextSchema.max(
  MAX_ADDRESS_LENGTH,
  `must be at most ${MAX_ADDRESS_LENGTH} characters`,
).refine(isPlainAddress, "must be an https address without a user name");
