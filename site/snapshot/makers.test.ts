import { expect, it } from "vitest";
import { makersOf } from "./makers.ts";
import { readCatalogue } from "./read-catalogue.ts";

const given = readCatalogue({
  organizations: "- { name: lab, title: The Lab }\n- { name: shop }",
  models: [
    "- { name: open-one, aliases: [one], organization: lab, openWeights: true }",
    "- { name: closed-two, organization: shop, openWeights: false }",
    "- { name: three }",
  ].join("\n"),
  agents: "- { name: helper, organization: shop }\n- { name: lone }",
});

it.each([
  [{ agent: "helper", model: "one" }, ["shop", "The Lab"], "open"],
  [{ agent: "helper", model: "closed-two" }, ["shop"], "closed"],
  [{ agent: "lone", model: "open-one" }, ["The Lab"], "open"],
  [{ agent: "helper" }, ["shop"], undefined],
  [{ agent: "lone", model: "three" }, [], undefined],
  // An agent's name is no model's.
  [{ agent: "open-one", model: "helper" }, [], undefined],
])("knows who makes %j: %j, weights %s", (entry, organizations, weights) => {
  expect(makersOf(entry, given)).toEqual({ organizations, weights });
});
