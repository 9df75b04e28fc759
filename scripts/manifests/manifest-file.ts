import { readFile } from "node:fs/promises";
import { stringify } from "yaml";
import * as z from "zod";
import { NameSchema } from "#contract/names/text.ts";
import { check } from "#contract/service/check.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { type Manifest, ManifestSchema } from "#contract/suites/manifest.ts";
import { readYaml } from "../bench/files/read-yaml.ts";
import { VersionSchema } from "../bench/files/version-schema.ts";
import { CliError } from "../command/cli-error.ts";
import { messageOf } from "../command/thrown.ts";

/** A manifest as a file has it: with the version that it is of. */
export interface ManifestFile {
  suite: string;
  suiteVersion: string | undefined;
  manifest: Manifest;
}

const HeadSchema = z.looseObject({
  suite: NameSchema,
  version: VersionSchema.optional(),
});

/** Reads a manifest from a file of YAML or JSON: suite, version if it has one, and what a manifest states. CliError for any other. */
export const readManifestFile = async (file: string): Promise<ManifestFile> => {
  const { suite, version, ...stated } = await readYaml(HeadSchema, file);
  const manifest = await readYaml(
    z.preprocess(() => stated, ManifestSchema),
    file,
  );
  return { suite, suiteVersion: version, manifest };
};

const LineSchema = z.looseObject({ suite: NameSchema, suiteVersion: NameSchema.optional(), manifest: ManifestSchema });

/** Reads the manifests of an export, one a line. CliError for a line that is none, and for an export without any. */
const readExport = async (file: string): Promise<ManifestFile[]> => {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`cannot read ${file}: ${cause.code}`, 1, { cause });
  });
  const manifests = text
    .split("\n")
    .flatMap((line, place) => (line.trim() === "" ? [] : manifestOf(line, `${file}, line ${place + 1}`)));
  if (manifests.length === 0) throw new CliError(`${file} holds no manifest`);
  return manifests;
};

const manifestOf = (line: string, place: string): ManifestFile => {
  const { success, data, error } = check(LineSchema, parseLine(line, place));
  if (!success) throw new CliError(`${place} is not a manifest: ${issuesOf(error).map(formatIssue).join("; ")}`);
  return { suite: data.suite, suiteVersion: data.suiteVersion, manifest: data.manifest };
};

const parseLine = (line: string, place: string): unknown => {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new CliError(`${place} is not valid JSON: ${messageOf(cause)}`, 1, { cause });
  }
};

/** The manifests of a file: those of an export, if its name ends with .ndjson, else the one that it states. */
export const readManifestFiles = async (file: string): Promise<ManifestFile[]> =>
  file.endsWith(".ndjson") ? await readExport(file) : [await readManifestFile(file)];

/** The same as the text of such a file. */
export const manifestText = ({ suite, suiteVersion, manifest }: ManifestFile): string =>
  stringify({ suite, ...(suiteVersion !== undefined && { version: suiteVersion }), ...manifest }, { lineWidth: 120 });
