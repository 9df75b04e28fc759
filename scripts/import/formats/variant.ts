import { type JsonObject, nameIn } from "../reading/foreign-values.ts";

/** Names of settings that say how a tool works, and nothing of what answers: they make no other entry of the same model. */
const OPERATION =
  /^(max_connections|adaptive_connections|num_concurrent|max_retries|timeout|attempt_timeout|timeout_ms|batch|batch_size|max_batch_size|cache|cache_prompt|cache_dir|device|device_map|parallelize|use_accelerate|tensor_parallel_size|data_parallel_size|gpu_memory_utilization|trust_remote_code|use_fast_tokenizer|logits_cache|tokenized_requests|tokenizer_backend|base_url|apibaseurl|apihost|host|port|url|logprobs|top_logprobs|num_choices|seed|log_level|verbose|extra_headers|extra_body|headers|swap_space|max_cpu_loras|eos_string)$/i;

/** Names under which secrets are handed over: none of them gets into a name that everybody reads. */
const SECRET = /(^|_)(api_?key|key|secret|password|credentials?|authorization|auth|token)$|apikey/i;

/** The longest text of a setting that a variant shows; a hash of the whole stands for what is cut off. */
const MAX_VALUE_LENGTH = 100;

/** What a tool takes where nothing is set: settings of that value make no other entry. */
export type Defaults = Readonly<Record<string, unknown>>;

/**
 * What tells apart entries of one agent and model: labels that a source gives them, then the settings that are not the default, sorted by
 * their names. undefined where there is nothing.
 */
export const variantOf = (
  labels: readonly (string | undefined)[],
  settings: JsonObject = {},
  defaults: Defaults = {},
): string | undefined => {
  const shown = Object.entries(openly(settings))
    .filter(([name, value]) => JSON.stringify(openValue(defaults[name])) !== JSON.stringify(value))
    .map(([name, value]) => `${name}=${textOf(value)}`);
  const parts = [...new Set(labels.filter((label) => label !== undefined && label.trim() !== "")), ...shown];
  return parts.length > 0 ? parts.join(", ") : undefined;
};

const isShown = (name: string, value: unknown): boolean => {
  if (value === undefined || value === null || value === "" || OPERATION.test(name) || SECRET.test(name)) return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
};

/** A value without what must not be shown, however deep it is in it; its fields are sorted. */
const openValue = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(openValue);
  return typeof value === "object" && value !== null ? openly(value) : value;
};

const openly = (settings: object): JsonObject =>
  Object.fromEntries(
    Object.entries(settings)
      .map(([name, value]) => [name, openValue(value)] as const)
      .filter(([name, value]) => isShown(name, value))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** A path on somebody's machine goes by its last part. */
const LOCAL_PATH = /^(?:~?\/|[A-Za-z]:\\)(?:.*[/\\])?([^/\\]+)[/\\]*$/;

const textOf = (value: unknown): string => {
  const text = typeof value === "string" ? value.replace(LOCAL_PATH, "$1") : (JSON.stringify(value) ?? "");
  return nameIn(text, MAX_VALUE_LENGTH) ?? "";
};
