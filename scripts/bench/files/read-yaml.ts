import { readFile } from "node:fs/promises";
import { parseDocument } from "yaml";
import type * as z from "zod";
import { check } from "#contract/service/check.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { CliError } from "../../command/cli-error.ts";

/** What a YAML file says, as the schema gives it. CliError that names the file and the place: it is not there, no YAML, or breaks the schema. */
export const readYaml = async <T extends z.ZodType>(schema: T, file: string): Promise<z.infer<T>> => {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`cannot read ${file}: ${cause.code}`, 1, { cause });
  });
  const document = parseDocument(text);
  const [broken] = document.errors;
  // The message names line and column, and shows the line.
  if (broken) throw new CliError(`${file} is not valid YAML: ${broken.message}`);
  const parsed = check(schema, document.toJS());
  if (parsed.success) return parsed.data;
  throw new CliError(
    `${file} is not valid:\n${issuesOf(parsed.error)
      .map((issue) => `  ${formatIssue(issue)}`)
      .join("\n")}`,
  );
};
