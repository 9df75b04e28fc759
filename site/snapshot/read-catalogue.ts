import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import type * as z from "zod";
import { keysOf } from "#contract/names/records.ts";
import { check } from "#contract/service/check.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { CATALOGUE_FILES, type Catalogue, type CatalogueFile } from "./catalogue-schema.ts";

/** The line of what a path leads to, or of the nearest thing above it. */
const lineOf = (document: Document, path: readonly PropertyKey[], lines: LineCounter): number => {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
};

const parseFile = <Schema extends z.ZodType>(schema: Schema, file: string, text: string): z.output<Schema> => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new Error(`${file}:${lines.linePos(broken.pos[0]).line} is not valid YAML: ${broken.message}`);
  const parsed = check(schema, document.toJS());
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error).map(
    (issue) => `${file}:${lineOf(document, issue.path, lines)} is not valid: ${formatIssue(issue)}`,
  );
  throw new Error(issues.join("\n"));
};

/** What is wrong between entries: two of one name, an alias that another entry has, an organization that is not there. */
const requireSense = ({ organizations, models, agents, suites }: Catalogue): void => {
  const known = new Set(organizations.map(({ name }) => name));
  for (const [file, entries] of Object.entries({ organizations, models, agents, suites })) {
    const names = new Set<string>();
    for (const entry of entries) {
      const own = [entry.name, ...("aliases" in entry ? (entry.aliases ?? []) : [])];
      const twice = own.find((name) => names.has(name));
      if (twice !== undefined) throw new Error(`${file}.yaml names ${twice} twice: as an entry or as an alias`);
      for (const name of own) names.add(name);
      if ("organization" in entry && entry.organization !== undefined && !known.has(entry.organization)) {
        throw new Error(
          `${file}.yaml: the organization of ${entry.name} is not in organizations.yaml: ${entry.organization}`,
        );
      }
    }
  }
};

/**
 * The catalogue of some files, by their names without `.yaml`; one that is missing is empty, and everything shown by the names that runs
 * state. Throws and names file and line of what is wrong.
 */
export const readCatalogue = (texts: Readonly<Partial<Record<CatalogueFile, string>>>): Catalogue => {
  const parse = <Schema extends z.ZodType>(file: CatalogueFile, schema: Schema, none: z.output<Schema>) => {
    const text = texts[file];
    return text === undefined ? none : parseFile(schema, `${file}.yaml`, text);
  };
  const unknown = Object.keys(texts).find((name) => !keysOf(CATALOGUE_FILES).some((file) => file === name));
  if (unknown !== undefined) throw new Error(`${unknown}.yaml is not a file of the catalogue`);
  const catalogue: Catalogue = {
    site: parse("site", CATALOGUE_FILES.site, {}),
    organizations: parse("organizations", CATALOGUE_FILES.organizations, []),
    models: parse("models", CATALOGUE_FILES.models, []),
    agents: parse("agents", CATALOGUE_FILES.agents, []),
    suites: parse("suites", CATALOGUE_FILES.suites, []),
  };
  requireSense(catalogue);
  return catalogue;
};
