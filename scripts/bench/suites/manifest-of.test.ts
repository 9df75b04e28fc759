import { join } from "node:path";
import { expect, it } from "vitest";
import { ManifestSchema } from "#contract/suites/manifest.ts";
import { GREETINGS, makeFolder } from "../testing/made-suite.ts";
import { manifestsOf } from "./manifest-of.ts";
import { readSuites } from "./read-suites.ts";

it("states all scenarios of a suite with their tiers, groups and titles, for each version that is run", async () => {
  const bye = GREETINGS["greetings/hello/scenario.yaml"]
    .replaceAll("hello", "bye")
    .replace("title: Say", "groups: { mood: sad }\ntitle: Say");
  const folder = makeFolder({
    ...GREETINGS,
    "greetings/suite.yaml": 'title: Greetings\ndescription: Of all kinds.\ntiers: { L0: No help. }\nversion: "1.0"\n',
    "greetings/bye/scenario.yaml": bye,
    "greetings/bye/prompts/L1-basic.md": "Say bye.\n",
    "greetings/bye/fixture/README.md": "\n",
  });
  const suites = await readSuites([join(folder.path)]);
  folder.remove();
  const versions = ["1.0", "1.0+judge", "1.0"].map((suiteVersion) => ({ suite: "greetings", suiteVersion }));
  const manifests = manifestsOf(suites, versions);
  expect(manifests.map(({ suiteVersion }) => suiteVersion)).toEqual(["1.0", "1.0+judge"]);
  expect(manifests[0]?.manifest).toEqual({
    title: "Greetings",
    description: "Of all kinds.",
    scenarios: [
      { scenario: "bye", title: "Say bye", tiers: ["L1"], tags: { mood: "sad" } },
      { scenario: "hello", title: "Say hello" },
    ],
    tiers: [{ tier: "L0", meaning: "No help." }, { tier: "L1" }],
    scale: { min: 0, max: 1 },
  });
  expect(ManifestSchema.parse(manifests[0]?.manifest)).toEqual(manifests[0]?.manifest);
});
