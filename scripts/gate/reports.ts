import { formatCounted } from "#words/numbers.ts";
import { changeOf, meaningOf, subjectOf } from "./describe-check.ts";
import type { GateResult, NamedCheck } from "./run-gate.ts";

const HEADS = {
  pass: "No regression",
  fail: "Regression",
  unknown: "Too few runs to tell",
} as const;

/** By this a comment is found again, to be replaced. */
export const COMMENT_MARK = "<!-- ze-benchmarks gate -->";

const ORDER = ["fail", "acknowledged", "unknown", "pass"] as const;
const SIGNS: Readonly<Record<NamedCheck["verdict"], string>> = {
  fail: "❌",
  acknowledged: "⚠️",
  unknown: "❔",
  pass: "✅",
};

/** Text that Markdown and HTML take for nothing but text, in a cell of a table. Parentheses are left: no link is one without brackets. */
const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]<>#!|~@]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\s+/g, " ");

const byWeight = (checks: readonly NamedCheck[]): NamedCheck[] =>
  checks.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || a.pValue - b.pValue);

/** The verdict in a sentence. */
export const summaryOf = ({ verdict, checks, batch, baseline }: GateResult): string => {
  const failed = checks.filter((check) => check.verdict === "fail");
  const named = failed.slice(0, 3).map(subjectOf).join("; ");
  const what = failed.length === 0 ? "" : `: ${named}${failed.length > 3 ? ` and ${failed.length - 3} more` : ""}`;
  const head = checks.length === 0 ? "Nothing to compare" : HEADS[verdict];
  return `${head}${what}. ${batch} against ${baseline}, ${formatCounted(checks.length, "check")}`;
};

const tableOf = (checks: readonly NamedCheck[]): string[] => [
  "| | what | change | |",
  "|---|---|---|---|",
  ...checks.map((check) =>
    [
      `| ${SIGNS[check.verdict]}`,
      escapeMarkdown(subjectOf(check)),
      escapeMarkdown(changeOf(check)),
      `${escapeMarkdown(meaningOf(check))} |`,
    ].join(" | "),
  ),
];

const LOOKS = { better: "better", worse: "worse", equivalent: "within the margin", open: "not decided yet" } as const;

/** A report fit for a comment on a pull request: the verdict, what failed in a table, the rest folded. */
export const markdownOf = (result: GateResult): string => {
  const { checks, looks, notes, significance } = result;
  const ordered = byWeight(checks);
  const shown = ordered.filter(
    ({ verdict, kind }) => verdict === "fail" || verdict === "acknowledged" || kind === "suite",
  );
  const rest = ordered.filter((check) => !shown.includes(check));
  return [
    COMMENT_MARK,
    `### ${SIGNS[result.verdict]} ${escapeMarkdown(summaryOf(result))}`,
    "",
    ...(shown.length > 0 ? [...tableOf(shown), ""] : []),
    ...(rest.length > 0
      ? [
          "<details>",
          `<summary>${formatCounted(rest.length, "other check")}</summary>`,
          "",
          ...tableOf(rest),
          "",
          "</details>",
          "",
        ]
      : []),
    ...looks.map(
      ({ suite, entry, pairs, verdict }) =>
        `Run by run, ${escapeMarkdown(`${suite} (${entry})`)}: ${LOOKS[verdict]} after ${formatCounted(pairs, "pair")}.`,
    ),
    ...notes.map((note) => `- ${escapeMarkdown(note)}`),
    "",
    `One-sided tests, corrected together (Holm): the chance of any false alarm is at most ${significance}. Intervals are at 95 %.`,
    "",
  ].join("\n");
};

const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The checks as JUnit XML: a suite a test suite, a check a test case; what cannot be told is skipped. */
export const junitOf = ({ checks }: GateResult): string => {
  const suites = [...Map.groupBy(checks, ({ suite, entry }) => `${suite} (${entry})`)];
  const count = (own: readonly NamedCheck[], ...verdicts: NamedCheck["verdict"][]) =>
    own.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const caseOf = (check: NamedCheck): string => {
    const name = escapeXml(check.scenario ?? check.kind);
    const text = escapeXml(`${changeOf(check)}: ${meaningOf(check)}`);
    const inner =
      check.verdict === "fail"
        ? `<failure message="${text}" type="regression"/>`
        : check.verdict === "pass"
          ? `<system-out>${text}</system-out>`
          : `<skipped message="${text}"/>`;
    return `<testcase classname="${escapeXml(check.suite)}" name="${name}" time="0">${inner}</testcase>`;
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ze-benchmarks gate" tests="${checks.length}" failures="${count(checks, "fail")}" skipped="${count(checks, "unknown", "acknowledged")}">`,
    ...suites.map(([name, own]) =>
      [
        `<testsuite name="${escapeXml(name)}" tests="${own.length}" failures="${count(own, "fail")}" errors="0" skipped="${count(own, "unknown", "acknowledged")}" time="0">`,
        ...own.map(caseOf),
        "</testsuite>",
      ].join("\n"),
    ),
    "</testsuites>",
    "",
  ].join("\n");
};

const CTRF_STATUS = { fail: "failed", pass: "passed", unknown: "skipped", acknowledged: "other" } as const;

/** The checks in the Common Test Report Format. `start` and `stop`: milliseconds since 1970. */
export const ctrfOf = ({ checks }: GateResult, { start, stop }: { start: number; stop: number }): string => {
  const count = (status: string) => checks.filter(({ verdict }) => CTRF_STATUS[verdict] === status).length;
  return JSON.stringify({
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    results: {
      tool: { name: "ze-benchmarks gate" },
      summary: {
        ...{ tests: checks.length, passed: count("passed"), failed: count("failed"), pending: 0 },
        ...{ skipped: count("skipped"), other: count("other"), start, stop },
      },
      tests: checks.map((check) => ({
        name: subjectOf(check),
        status: CTRF_STATUS[check.verdict],
        duration: 0,
        suite: [check.suite],
        message: `${changeOf(check)}: ${meaningOf(check)}`,
      })),
    },
  });
};

const escapeCommand = (text: string, isProperty = false): string => {
  const escaped = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return isProperty ? escaped.replaceAll(":", "%3A").replaceAll(",", "%2C") : escaped;
};

/** Annotations for GitHub Actions: an error for each regression, a warning for what is known, a notice where the runs are too few. */
export const annotationsOf = ({ checks, looks }: GateResult): string[] => [
  ...byWeight(checks).flatMap((check) => {
    const level = { fail: "error", acknowledged: "warning", unknown: check.kind === "suite" ? "notice" : "", pass: "" }[
      check.verdict
    ];
    if (level === "") return [];
    return [
      `::${level} title=${escapeCommand(subjectOf(check), true)}::${escapeCommand(`${changeOf(check)}: ${meaningOf(check)}`)}`,
    ];
  }),
  ...looks.flatMap(({ suite, entry, verdict }) =>
    verdict === "worse"
      ? [`::error title=${escapeCommand(suite, true)}::${escapeCommand(`${entry} is worse, run by run`)}`]
      : [],
  ),
];
