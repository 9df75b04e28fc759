import * as fc from "fast-check";
import { makeFullRun } from "./make-run.ts";

/** Texts that break careless code: of SQL, HTML, shells, paths, formats and Unicode. */
export const HOSTILE_TEXTS: readonly string[] = [
  "' OR 1=1 --",
  '"; DROP TABLE benchmark_runs; --',
  "') UNION SELECT hash FROM api_keys --",
  "%' ESCAPE '\\",
  "?1",
  ":id",
  "$1",
  "<script>alert(1)</script>",
  "#{7*7}{{7*7}}",
  "$(reboot)`reboot`",
  "../../../etc/passwd",
  "..%2f..%2f",
  "%00",
  "\0",
  "a\0b",
  "\r\nX-Injected: 1",
  "\ud800",
  "\udfff\ud800",
  "\u202e\u2066",
  "\ufeff",
  "\uffff",
  "é".normalize("NFD"),
  "__proto__",
  "constructor",
  "toString",
  "NaN",
  "-0",
  "1e999",
  "9007199254740993",
  "-1",
  "null",
  "undefined",
  "[object Object]",
  "9".repeat(400),
  "x".repeat(5000),
  "👩‍👩‍👧‍👦".repeat(60),
  " ",
  "",
];

const hostileText = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: "binary", maxLength: 40 }));

const hostileNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 1, 2 ** 31, 2 ** 53, -(2 ** 53), 1e12, 1e12 + 1, 1e308, -1e308, 5e-324, 0.1 + 0.2),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

const hostileKey = fc.oneof(fc.constantFrom("__proto__", "constructor", "", "\0", "a.b", "$ref"), hostileText);

/** Any JSON value, with hostile keys, texts and numbers. */
export const hostileValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false),
    hostileText,
    hostileNumber,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(hostileKey, tie("value")), { maxLength: 4 }).map((fields) => {
      const made = {};
      // Not by assignment: that would set the prototype.
      for (const [key, value] of fields) {
        Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
      }
      return made;
    }),
  ),
})).value;

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });
const name = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  fc.constantFrom("a", "b", "A", "default"),
);
const score = fc.double({ min: -10_000, max: 10_000, noNaN: true });
const count = fc.integer({ min: 0, max: 1e12 });
const moment = fc
  .date({ min: new Date(0), max: new Date("2026-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

/** A text that the contract takes: anything but NUL and broken Unicode. */
const text = hostileText.map((any) => any.toWellFormed().replaceAll("\0", ""));

const metadata = fc.dictionary(fc.string({ maxLength: 8 }), hostileValue, { maxKeys: 4 });

/** A run of the right shape, most of which the contract takes. */
export const plausibleRun = fc.record(
  {
    runId: fc.oneof(fc.uuid(), name),
    batchId: some(name),
    suite: name,
    suiteVersion: some(name),
    scenario: name,
    tier: name,
    agent: name,
    model: some(name),
    variant: some(name),
    status: fc.constantFrom("completed", "failed", "running", "incomplete"),
    startedAt: moment,
    totalScore: some(score),
    weightedScore: some(score),
    isSuccessful: some(fc.boolean()),
    successMetric: some(fc.double({ min: -1e9, max: 1e9, noNaN: true })),
    errorType: some(fc.constantFrom("workspace", "agent", "timeout", "unknown")),
    synthetic: some(fc.boolean()),
    specialistName: some(name),
    metadata: some(metadata),
    evaluations: some(
      fc.array(
        fc
          .record({
            evaluatorName: name,
            share: fc.double({ min: -50, max: 50, noNaN: true }),
            maxScore: fc.oneof(fc.constant(1e7), fc.double({ min: 5e-324, max: 1e7, noNaN: true })),
            details: some(text),
          })
          .map(({ share, ...evaluation }) => ({ ...evaluation, score: share * evaluation.maxScore })),
        { maxLength: 4 },
      ),
    ),
    telemetry: some(
      fc.record(
        {
          toolCalls: count,
          tokensIn: count,
          tokensOut: count,
          reasoningTokens: count,
          costUsd: fc.double({ min: 0, max: 1e6, noNaN: true }),
          durationMs: fc.double({ min: 0, max: 1e12, noNaN: true }),
          promptSent: text,
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: ["runId", "suite", "scenario", "tier", "agent", "status", "startedAt"] },
);

const setAt = (value: object, field: string, inner: unknown): object => ({ ...value, [field]: inner });

/** An object with one field, of its own or a new one, turned into something hostile. */
export const brokenField = (whole: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc.tuple(whole, fc.nat(), hostileKey, fc.boolean(), hostileValue).map(([value, position, key, isNew, inner]) => {
    const fields = Object.keys(value);
    return setAt(value, isNew ? key : (fields[position % Math.max(1, fields.length)] ?? key), inner);
  });

const deep = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);
const encode = (text: string) => new TextEncoder().encode(text);
const full = JSON.stringify(makeFullRun());

/** Bodies that no generator of values makes: not JSON, not UTF-8, too deep, too long, or ambiguous. */
export const BROKEN_BODIES: readonly (string | Uint8Array)[] = [
  "",
  " ",
  "null",
  "[]",
  "0",
  '"text"',
  "{",
  '{"runId":',
  "NaN",
  "\ufeff{}",
  full.slice(0, -1),
  `${full}${full}`,
  full.replace("{", '{"runId":"first",'),
  full.replace("{", '{"__proto__":{"admin":true},'),
  full.replace("{", '{"constructor":{"prototype":{}},'),
  full.replace('"run-full"', '"\\u0000"'),
  full.replace('"run-full"', '"\\ud800"'),
  full.replace("0.75", "1e999"),
  full.replace("0.75", "-1e999"),
  full.replace("0.75", "1".repeat(5000)),
  full.replace("0.75", "0.1e"),
  deep(100_000, "[", "]"),
  deep(100_000, '{"a":', "1}").slice(0, 600_000),
  `{"metadata":${deep(10_000, '{"a":', "}")}}`,
  full.replace('"nested"', `"deep":${deep(5_000, "[", "]")},"nested"`),
  `{"evaluations":[${"0,".repeat(300_000)}0]}`,
  `{"evaluations":[${"{},".repeat(900)}{}]}`,
  `{${Array.from({ length: 50_000 }, (_, position) => `"k${position}":0`).join()}}`,
  `{"runId":"${"x".repeat(900_000)}"}`,
  `{"runId":"${"x".repeat(1_100_000)}"}`,
  "\n".repeat(20_000),
  Uint8Array.of(0xff, 0xfe, 0x7b, 0x7d),
  Uint8Array.of(0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x30, 0x7d),
  Uint8Array.of(...encode('{"runId":"'), 0xed, 0xa0, 0x80, ...encode('"}')),
  Uint8Array.of(0x1f, 0x8b, 0x08, 0x00),
  new Uint8Array(100_000),
];
