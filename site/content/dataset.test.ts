import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect, it } from "vitest";
import { datasetOf } from "./dataset.ts";

const SITE = { name: "Bench </script>", site: "https://example.org/bench/" };
const snapshot = { id: "a".repeat(64), createdAt: "2026-08-01T12:00:00.000Z", runs: 1234 };
const versions = [{ title: "fix <b>", path: "/suites/fix/" }];

/** What search engines for data ask of a Dataset: https://developers.google.com/search/docs/appearance/structured-data/dataset. */
const text = (maxLength: number, minLength = 1) => ({ type: "string", minLength, maxLength });
const uri = { type: "string", format: "uri" };
const closed = (properties: Record<string, object>) => ({
  ...{ type: "object", additionalProperties: false, required: Object.keys(properties), properties },
});
const DATASET = closed({
  "@context": { const: "https://schema.org" },
  "@type": { const: "Dataset" },
  name: text(300),
  description: text(5_000, 50),
  url: uri,
  identifier: { type: "string", pattern: "^urn:sha256:[0-9a-f]{64}$" },
  version: text(64),
  dateModified: { type: "string", format: "date-time" },
  isAccessibleForFree: { const: true },
  creator: closed({ "@type": { const: "Organization" }, name: text(300), url: uri }),
  distribution: {
    type: "array",
    minItems: 1,
    items: closed({
      "@type": { const: "DataDownload" },
      name: text(300),
      encodingFormat: { enum: ["application/json", "text/csv"] },
      contentUrl: uri,
    }),
  },
});

it("is a Dataset of schema.org, however little there is", () => {
  const validate = addFormats.default(new Ajv()).compile(DATASET);
  for (const given of [versions, []]) {
    const dataset: unknown = JSON.parse(datasetOf(snapshot, given, SITE));
    expect(validate(dataset), JSON.stringify(validate.errors)).toBe(true);
  }
});

it("leads to the snapshot and to each leaderboard below the site's own path", () => {
  const { distribution, url } = JSON.parse(datasetOf(snapshot, versions, SITE));
  expect(url).toBe("https://example.org/bench/data/");
  expect(distribution.map(({ contentUrl }: { contentUrl: string }) => contentUrl)).toEqual([
    "https://example.org/bench/data/snapshot.json",
    "https://example.org/bench/suites/fix/leaderboard.csv",
    "https://example.org/bench/suites/fix/leaderboard.json",
  ]);
});

it("never ends the element that it stands in", () => {
  const written = datasetOf(snapshot, versions, SITE);
  expect(written).not.toContain("<");
  expect(JSON.parse(written).name).toBe("Bench </script>: leaderboards of coding agents");
  expect(JSON.parse(written).description).toMatch(/^What 1,234 runs .* 1 version of suites/);
});
