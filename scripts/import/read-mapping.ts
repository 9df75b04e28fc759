import { didYouMean } from "#contract/names/nearest.ts";
import { UsageError } from "../command/cli-error.ts";
import { MAPPED_FIELDS, type MappedField, type Mapping } from "./formats/importer.ts";
import { momentIn } from "./reading/foreign-values.ts";

/** What `--map key=value` states, each given once. UsageError for another key or a value that cannot be. */
export const readMapping = (texts: readonly string[]): Mapping => {
  const mapping: Record<string, string | number | boolean> = {};
  for (const text of texts) {
    const [, key = "", value = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    const field = MAPPED_FIELDS.find((name) => name === key);
    if (field === undefined || value === "") {
      const meant = field === undefined ? didYouMean(key, MAPPED_FIELDS) : "";
      throw new UsageError(`--map must be key=value with a key of ${MAPPED_FIELDS.join(", ")}: ${text}${meant}`);
    }
    if (key in mapping) throw new UsageError(`--map states ${key} twice: ${mapping[key]} and ${value}`);
    mapping[key] = mappedValue(field, value);
  }
  return mapping;
};

const mappedValue = (key: MappedField, value: string): string | number | boolean => {
  if (key === "total") {
    if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
    throw new UsageError(`--map total must be a whole number of at least 1: ${value}`);
  }
  if (key === "synthetic") {
    if (value === "true" || value === "false") return value === "true";
    throw new UsageError(`--map synthetic must be true or false: ${value}`);
  }
  if (key !== "startedAt") return value;
  const moment = momentIn(value);
  if (moment !== undefined) return moment;
  throw new UsageError(`--map startedAt must be a day or a moment such as 2026-08-01T12:00:00Z: ${value}`);
};
