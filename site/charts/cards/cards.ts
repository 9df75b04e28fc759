import { escapeHtml } from "../../tables/html.ts";
import { fitText, plainWriter, type Writer, wrapText } from "./writer.ts";

/** What a picture says of an entry on a suite's board. */
export interface EntryFacts {
  /** Its name, and that of the suite. */
  entry: string;
  suite: string;
  /** Its rank as an interval: "1–8"; null: it has none. */
  rank: string | null;
  /** How many entries are ranked. */
  of: number;
  /** Whether nobody is clearly better. */
  mayBeFirst: boolean;
  /** Its value with its interval, as text and as shares of the scale. */
  value: string;
  interval: string;
  at: number | null;
  low: number | null;
  high: number | null;
}

/** What a picture says of a board: a sentence, and those that stand first. */
export interface SuiteFacts {
  suite: string;
  finding: string;
  /** How many of how many may be first, or how few are ranked, in short. */
  short: string;
  rows: readonly EntryFacts[];
}

/** What it rests on: the day of its last run, and whether any of it is made up. The snapshot's name would change with every run of any suite. */
export interface Source {
  day: string;
  isSynthetic: boolean;
}

const STYLE = `<style>text{font-family:"Source Sans 3","Segoe UI","Helvetica Neue",Helvetica,Arial,sans-serif}.ground{fill:#fff;stroke:#dfe2e7}.ink{fill:#14181f}.ink2{fill:#474e59}.ink3{fill:#5f6772}.first{fill:#0b57a4}.rest{fill:#6b7380}.axis{fill:#dfe2e7}.paper{fill:#fff}.label{fill:#474e59}@media(prefers-color-scheme:dark){.ground{fill:#14171c;stroke:#333943}.ink{fill:#eceef1}.ink2{fill:#bac0c9}.ink3{fill:#98a0ab}.first{fill:#6fb1ff}.rest{fill:#9aa2ad}.axis{fill:#333943}}</style>`;

const round = (value: number) => Number(value.toFixed(1));

const svg = (width: number, height: number, name: string, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(name)}">${STYLE}${content}</svg>`;

const rankText = ({ rank, of }: EntryFacts): string => (rank === null ? "not ranked" : `rank ${rank} of ${of}`);

const madeUp = ({ isSynthetic }: Source): string => (isSynthetic ? " (made up)" : "");

const PAD = 8;
const BADGE_SIZE = 11;

/** A badge of two fields: what it is about, and what is the case. */
const badge = (label: string, value: string, isFirst: boolean): string => {
  const widths = [label, value].map((text) => Math.ceil(plainWriter.width(text, BADGE_SIZE)) + 2 * PAD);
  const [left = 0, right = 0] = widths;
  const box = (x: number, width: number, kind: string) =>
    `<rect class="badge-${kind}" x="${x}" width="${width}" height="20"/>`;
  const style =
    "<style>text{font-family:Verdana,Helvetica,Arial,sans-serif}.paper{fill:#fff}.badge-label{fill:#474e59}.badge-first{fill:#0b57a4}.badge-rest{fill:#5f6772}</style>";
  const texts = [
    plainWriter.write(label, { x: PAD, y: 14, size: BADGE_SIZE, ink: "paper" }),
    plainWriter.write(value, { x: left + PAD, y: 14, size: BADGE_SIZE, ink: "paper" }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escapeHtml(`${label}: ${value}`)}">${style}<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath><g clip-path="url(#r)">${box(0, left, "label")}${box(left, right, isFirst ? "first" : "rest")}</g>${texts.join("")}</svg>`;
};

/** The badge of an entry: its rank on a suite as an interval, blue where it may be first. */
export const entryBadge = (facts: EntryFacts, source: Source): string =>
  badge(facts.suite, rankText(facts) + madeUp(source), facts.mayBeFirst);

/** The badge of a suite: how many of its entries may be first. */
export const suiteBadge = ({ suite, short }: SuiteFacts, source: Source): string =>
  badge(suite, short + madeUp(source), false);

const WIDTH = 480;
const MARGIN = 24;
const BAR = { from: 366, to: WIDTH - MARGIN };

/** An interval on the scale, with its estimate across it. */
const bar = ({ at, low, high, mayBeFirst }: EntryFacts, y: number): string => {
  const place = (share: number) => round(BAR.from + (BAR.to - BAR.from) * share);
  const kind = mayBeFirst ? "first" : "rest";
  const axis = `<rect class="axis" x="${BAR.from}" y="${y - 0.5}" width="${BAR.to - BAR.from}" height="1"/>`;
  if (at === null) return axis;
  const line =
    low === null || high === null
      ? ""
      : `<rect class="${kind}" fill-opacity=".6" x="${place(low)}" y="${y - 2}" width="${round(place(high) - place(low))}" height="4"/>`;
  return `${axis}${line}<rect class="${kind}" x="${place(at) - 2}" y="${y - 7}" width="4" height="14"/>`;
};

const ground = (height: number) =>
  `<rect class="ground" x=".5" y=".5" width="${WIDTH - 1}" height="${height - 1}" rx="6"/>`;

const foot = (writer: Writer, { day, isSynthetic }: Source, y: number): string =>
  writer.write(`Runs until ${day}${isSynthetic ? " · made-up data" : ""}`, {
    ...{ x: MARGIN, y, size: 11, ink: "ink3" },
  }) + writer.write("ze-benchmarks", { x: WIDTH - MARGIN, y, size: 11, bold: true, anchor: "end", ink: "ink2" });

/** The card of an entry: its rank and its value on a suite, with the interval drawn. */
export const entryCard = (facts: EntryFacts, source: Source, writer: Writer = plainWriter): string => {
  const { entry, suite, value, interval, mayBeFirst } = facts;
  const most = WIDTH - 2 * MARGIN;
  const content = [
    ground(132),
    writer.write(fitText(writer, entry, most, 18, true), { x: MARGIN, y: 38, size: 18, bold: true }),
    writer.write(
      fitText(writer, `${suite}: ${rankText(facts)}${mayBeFirst && facts.of > 1 ? ", may be first" : ""}`, most, 14),
      {
        ...{ x: MARGIN, y: 62, size: 14, ink: mayBeFirst ? "first" : "ink2" },
      },
    ),
    writer.write(fitText(writer, `${value} (${interval})`, BAR.from - 2 * MARGIN, 14), { x: MARGIN, y: 88, size: 14 }),
    bar(facts, 83),
    foot(writer, source, 116),
  ];
  return svg(WIDTH, 132, `${entry} on ${suite}: ${rankText(facts)}, ${value} (${interval})`, content.join(""));
};

/** How wide a name may be, and the sizes that are tried before it is cut. */
const NAME = 234;
const NAME_SIZES = [13, 12, 11, 10];

/** So many entries stand on the card of a suite. */
const MOST_ROWS = 4;

/** The card of a suite: the finding in a sentence, and those that stand first. */
export const suiteCard = (
  { suite, finding, rows }: SuiteFacts,
  source: Source,
  writer: Writer = plainWriter,
): string => {
  const most = WIDTH - 2 * MARGIN;
  const lines = wrapText(writer, finding, most, 14, 2);
  const content = [
    ground(252),
    writer.write(fitText(writer, suite, most, 24, true), { x: MARGIN, y: 46, size: 24, bold: true }),
    ...lines.map((line, place) => writer.write(line, { x: MARGIN, y: 72 + 19 * place, size: 14, ink: "ink2" })),
    ...rows.slice(0, MOST_ROWS).flatMap((row, place) => {
      const y = 128 + 25 * place;
      const size = NAME_SIZES.find((one) => writer.width(row.entry, one) <= NAME) ?? 10;
      return [
        writer.write(row.rank ?? "–", { x: MARGIN, y, size: 13, ink: "ink2" }),
        writer.write(fitText(writer, row.entry, NAME, size), { x: 68, y, size, ink: row.mayBeFirst ? "first" : "ink" }),
        writer.write(row.value, { x: BAR.from - 12, y, size: 13, anchor: "end" }),
        bar(row, y - 4.5),
      ];
    }),
    foot(writer, source, 238),
  ];
  return svg(WIDTH, 252, `${suite}: ${finding}`, content.join(""));
};

/** The card of the site: its suites, each with how many of its entries may be first. */
export const siteCard = (suites: readonly SuiteFacts[], source: Source, writer: Writer = plainWriter): string => {
  const finding = "Leaderboards of coding agents that show ranks as intervals, and the runs behind every figure.";
  const content = [
    ground(252),
    writer.write("ze-benchmarks", { x: MARGIN, y: 46, size: 24, bold: true }),
    ...wrapText(writer, finding, WIDTH - 2 * MARGIN, 14, 2).map((line, place) =>
      writer.write(line, { x: MARGIN, y: 72 + 19 * place, size: 14, ink: "ink2" }),
    ),
    ...suites.slice(0, MOST_ROWS).flatMap(({ suite, short }, place) => {
      const y = 128 + 25 * place;
      return [
        writer.write(fitText(writer, suite, 200, 13, true), { x: MARGIN, y, size: 13, bold: true }),
        writer.write(fitText(writer, short, 220, 13), { x: WIDTH - MARGIN, y, size: 13, anchor: "end", ink: "ink2" }),
      ];
    }),
    foot(writer, source, 238),
  ];
  return svg(WIDTH, 252, `ze-benchmarks: ${finding}`, content.join(""));
};
