import { describe, expect, it } from "vitest";
import { catalogue, compareSuites, knownOf, knownSuite, pagesOfOthers } from "./catalogue.ts";
import { readCatalogue } from "./read-catalogue.ts";

const MODELS = `
- name: lab/one
  title: One
  aliases: [one, one-20260101]
  organization: lab
  openWeights: true
  released: 2026-01-01
- name: two
`;
const given = readCatalogue({
  organizations: "- { name: lab, title: The Lab, address: 'https://example.org/' }",
  models: MODELS,
  suites: "- { name: b, order: 1, title: Bee }\n- { name: a, order: 2 }",
});

describe("the catalogue", () => {
  it("is read as it comes, with the names of the sample, and needs no entry", () => {
    expect(catalogue.models.map(({ name }) => name)).toContain("made-up-large");
    expect(knownOf("agent", "imaginary-otter")?.organization?.title).toBe("Made-up Labs");
    expect(readCatalogue({})).toEqual({ site: {}, organizations: [], models: [], agents: [], suites: [] });
    expect(knownOf("model", "one")).toBeUndefined();
  });

  it("knows a model by its name and by an alias, with who makes it and its other names", () => {
    expect(knownOf("model", "one", given)).toMatchObject({
      entry: { name: "lab/one", title: "One", openWeights: true, released: "2026-01-01" },
      organization: { title: "The Lab", address: "https://example.org/" },
      otherNames: ["lab/one", "one-20260101"],
    });
    expect(pagesOfOthers({ otherNames: ["x", "y"] }, ["y", "z"])).toEqual(["y"]);
    expect(knownOf("model", "two", given)).toMatchObject({ organization: undefined, otherNames: [] });
    expect(knownOf("agent", "one", given)).toBeUndefined();
  });

  it("orders suites, those without a place last", () => {
    expect(["c", "a", "b"].sort((x, y) => compareSuites(x, y, given))).toEqual(["b", "a", "c"]);
    expect(knownSuite("b", given)?.title).toBe("Bee");
  });

  it.each<[string, Record<string, string>, string]>([
    [
      "a field that it does not know",
      { models: "- name: a\n- name: b\n  titel: B\n" },
      "models.yaml:2 is not valid: [1]: unknown field titel",
    ],
    [
      "a value that cannot be",
      { models: "- name: a\n  openWeights: perhaps\n" },
      "models.yaml:2 is not valid: [0].openWeights",
    ],
    [
      "an address that is not https",
      { agents: "- name: a\n  links:\n    - { title: t, address: 'http://x' }\n" },
      "agents.yaml:3 is not valid: [0].links[0].address",
    ],
    ["what is not YAML", { suites: "- name: [\n" }, "suites.yaml:2 is not valid YAML"],
    ["one name twice", { models: "- name: a\n- { name: b, aliases: [a] }\n" }, "models.yaml names a twice"],
    [
      "an organization that is not there",
      { agents: "- { name: a, organization: x }" },
      "the organization of a is not in organizations.yaml: x",
    ],
    ["another file", { prices: "[]" }, "prices.yaml is not a file of the catalogue"],
  ])("names file and line of %s", (_, texts, message) => {
    expect(() => readCatalogue(texts)).toThrow(message);
  });
});
