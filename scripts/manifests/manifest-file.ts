import { stringify } from "yaml";
import * as z from "zod";
import { NameSchema } from "#contract/names/text.ts";
import { type Manifest, ManifestSchema } from "#contract/suites/manifest.ts";
import { readYaml } from "../bench/files/read-yaml.ts";
import { VersionSchema } from "../bench/files/version-schema.ts";

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

/** The same as the text of such a file. */
export const manifestText = ({ suite, suiteVersion, manifest }: ManifestFile): string =>
  stringify({ suite, ...(suiteVersion !== undefined && { version: suiteVersion }), ...manifest }, { lineWidth: 120 });
