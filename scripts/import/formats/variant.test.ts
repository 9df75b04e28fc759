import { expect, it } from "vitest";
import { variantOf } from "./variant.ts";

it.each<
  [string, readonly (string | undefined)[], Record<string, unknown>, Record<string, unknown>, string | undefined]
>([
  ["nothing", [], {}, {}, undefined],
  ["labels that are none", [undefined, "", " "], {}, {}, undefined],
  ["labels in their order, each once", ["b", "a", "b"], {}, {}, "b, a"],
  ["settings by their names", [], { top_p: 0.5, effort: "high" }, {}, "effort=high, top_p=0.5"],
  ["labels before settings", ["label"], { effort: "low" }, {}, "label, effort=low"],
  [
    "settings that are a default",
    [],
    { dtype: "auto", temperature: 0 },
    { dtype: "auto", temperature: 1 },
    "temperature=0",
  ],
  ["settings that are empty", [], { a: null, b: undefined, c: "", d: {}, e: [], f: false, g: 0 }, {}, "f=false, g=0"],
  ["settings with parts", [], { a: { b: [1, 2] } }, {}, 'a={"b":[1,2]}'],
  [
    "settings with secrets in their parts",
    [],
    { env: { OPENAI_API_KEY: "k" }, extra: { headers: { x: 1 }, list: [{ token: "t", z: 1, effort: "high" }] } },
    {},
    'extra={"list":[{"effort":"high","z":1}]}',
  ],
  [
    "settings whose parts stand in another order than the default",
    [],
    { a: { c: 1, b: 2 } },
    { a: { b: 2, c: 1 } },
    undefined,
  ],
  ["how a tool works", [], { max_connections: 5, timeout: 3, device: "cuda", SEED: 1, base_url: "x", n: 1 }, {}, "n=1"],
  ["a name that begins as such a setting does", [], { timeouts: 3, seedling: 1 }, {}, "seedling=1, timeouts=3"],
  [
    "secrets",
    [],
    { api_key: "k", apiKey: "k", auth: "a", password: "p", hf_token: "t", client_secret: "s" },
    {},
    undefined,
  ],
  [
    "what only sounds like a secret",
    [],
    { max_tokens: 5, keyboard: "us", tokenizer: "t" },
    {},
    "keyboard=us, max_tokens=5, tokenizer=t",
  ],
  [
    "a path on somebody's machine",
    [],
    { a: "/home/me/model", b: "~/x/adapter/", c: "C:\\models\\m", d: "lab/m" },
    {},
    "a=model, b=adapter, c=m, d=lab/m",
  ],
  ["a setting that is as long as is shown", [], { b: "y".repeat(100) }, {}, `b=${"y".repeat(100)}`],
  ["a setting on several lines", [], { a: "be\nkind" }, {}, "a=be kind"],
])("makes a variant of %s", (_what, labels, settings, defaults, expected) => {
  expect(variantOf(labels, settings, defaults)).toBe(expected);
});

it("cuts a long setting, and tells two that differ in their ends apart", () => {
  const [a, b] = ["a", "b"].map((end) => variantOf([], { prompt: `${"x".repeat(200)}${end}` }));
  expect(a).toMatch(/^prompt=x{86}… [\da-f]{12}$/);
  expect(b).not.toBe(a);
});
