import { exampleBodyOf, exampleUrlOf } from "#contract/openapi/example-request.ts";
import type { Operation } from "#contract/service/operation.ts";

/** Where an example needs the id of the key that an earlier one made: its placeholder in the contract, and the variable for it. */
const KEY_ID = { placeholder: "/api/keys/id", variable: "/api/keys/$KEY_ID" };

/** Whether an operation's example needs `$KEY_ID`. */
export const needsKeyId = (operation: Operation): boolean => exampleUrlOf(operation).startsWith(KEY_ID.placeholder);

/** A text within double quotes of a shell, where but these four mean something. */
const escapeInDoubleQuotes = (text: string): string => text.replace(/[\\"$`]/g, "\\$&");

/** A text as one word of a shell. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const urlOf = (operation: Operation): string => {
  const path = escapeInDoubleQuotes(exampleUrlOf(operation));
  return `"$URL${needsKeyId(operation) ? path.replace(KEY_ID.placeholder, KEY_ID.variable) : path}"`;
};

const bodyOptions = (operation: Operation): string[] => {
  const body = exampleBodyOf(operation);
  if (body === undefined) return operation.method === "POST" ? ["--request POST"] : [];
  if (operation.body?.type === "application/json") return [`--json ${quote(body)}`];
  return [`--header ${quote(`Content-Type: ${operation.body?.type}`)}`, `--data-binary ${quote(body)}`];
};

/**
 * The command that sends an operation's example: for a shell in which URL is the service's origin, KEY a key that may do it, and, where
 * needsKeyId says so, KEY_ID the id of a key. It needs curl 7.82 or newer.
 */
export const curlOf = (operation: Operation): string =>
  [
    `curl ${urlOf(operation)}`,
    ...(operation.method === "DELETE" || operation.method === "PUT" ? [`--request ${operation.method}`] : []),
    ...(operation.scope ? ['--header "Authorization: Bearer $KEY"'] : []),
    ...bodyOptions(operation),
  ].join(" \\\n  ");
