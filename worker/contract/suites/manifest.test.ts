import { expect, it } from "vitest";
import { ManifestSchema } from "./manifest.ts";

it("comes out with its fields in an order of its own, so that one manifest has one text", () => {
  const texts = [
    { title: "t", share: 0.5, scenarios: [{ title: "a", scenario: "s" }] },
    { scenarios: [{ scenario: "s", title: "a" }], share: 0.5, title: "t" },
  ].map((manifest) => JSON.stringify(ManifestSchema.parse(manifest)));
  expect(texts[0]).toBe(texts[1]);
});
