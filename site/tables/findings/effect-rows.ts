import type { Effect, Effects } from "#statistics/findings/effects.ts";
import { entryTitle } from "#words/names.ts";
import { formatCount } from "#words/numbers.ts";
import type { Board } from "../../snapshot/boards.ts";
import { effectsOf } from "../../snapshot/findings.ts";
import type { Axis } from "../board/axis.ts";
import { type Column, type PageTable, pageTable } from "../column.ts";
import { describeCorrection } from "../describe-correction.ts";
import { differenceAttributes, differenceAxis, differenceColumns } from "../difference-columns.ts";

/** The effects of one kind as a section of a page. */
export interface EffectSection {
  id: string;
  title: string;
  finding: string;
  table: PageTable;
  axis: Axis;
  /** Which are listed, where not all are; empty where all are. */
  listed: string;
  /** What p is corrected for, and why an interval may exclude 0 where a difference is not told from chance. */
  correction: string;
}

/** So many effects of a kind are listed at most, the clearest first; so many where fewer are clear; and all of so few. */
const MOST = 40;
const LEAST = 10;
const FEW = 20;

const nameOf = (board: Board, entry: number): string => entryTitle(board.version.entries[entry] ?? { agent: "" });

/** What an effect is of: what stays the same, and what changes. */
const sidesOf = (board: Board, { kind, from, to }: Effect): string => {
  const { entries } = board.version;
  if (kind === "tier") return nameOf(board, from.entry);
  const [before, after] = [entries[from.entry], entries[to.entry]].map((entry) => entry?.[kind] ?? "not stated");
  const { agent, model, variant } = entries[from.entry] ?? { agent: "" };
  const shared = Object.entries({ agent, model, variant }).flatMap(([part, name]) =>
    part === kind || !name ? [] : name,
  );
  return `${shared.join(" · ")}: ${before} → ${after}`;
};

const titleOf = (board: Board, { kind, effects }: Effects): string => {
  if (kind !== "tier") return { model: "Another model", agent: "Another agent", variant: "Another variant" }[kind];
  const tiers = [effects[0]?.from.tier, effects[0]?.to.tier].map((tier) => board.version.tiers[tier ?? 0] ?? "");
  return `Level ${tiers[1]} against ${tiers[0]}`;
};

const noneOf = (count: number, one: string, many: string): string =>
  count === 1
    ? `For the only ${one} the difference is not clearly more than chance.`
    : `For none of the ${formatCount(count)} ${many} is the difference clearly more than chance.`;

const someOf = (told: number, count: number, one: string, many: string): string =>
  count === 1
    ? `For the only ${one} the difference is more than chance`
    : `For ${formatCount(told)} of the ${formatCount(count)} ${many} the difference is more than chance`;

const findingOf = ({ kind, effects, told }: Effects): string => {
  if (kind !== "tier") {
    return told === 0 ? noneOf(effects.length, "pair", "pairs") : `${someOf(told, effects.length, "pair", "pairs")}.`;
  }
  if (told === 0) return noneOf(effects.length, "entry", "entries");
  const up = effects.filter(({ isTold, difference }) => isTold && difference > 0).length;
  const way =
    effects.length === 1 ? (up === 1 ? "up" : "down") : `up for ${formatCount(up)}, down for ${formatCount(told - up)}`;
  return `${someOf(told, effects.length, "entry", "entries")}: ${way}.`;
};

/** Which of the effects of a kind are listed, the clearest first. */
const describeListed = ({ kind, effects, told }: Effects, listed: number): string => {
  if (listed === effects.length) return "";
  const whole = `${formatCount(effects.length)} ${kind === "tier" ? "entries" : "pairs"}`;
  if (told === 0) return `None of the ${whole} is clear; the ${formatCount(listed)} with the smallest p are listed.`;
  const which =
    told > listed
      ? `the ${formatCount(listed)} clearest are listed`
      : told === listed
        ? "those are listed"
        : `${told === 1 ? "it is" : "they are"} listed with the ${formatCount(listed - told)} others that have the smallest p`;
  return `${formatCount(told)} of the ${whole} ${told === 1 ? "is" : "are"} clear; ${which}.`;
};

/** What p is corrected for, in words. */
const comparisonsOf = ({ kind, effects }: Effects): string =>
  `all ${formatCount(effects.length)} ${kind === "tier" ? "entries" : "pairs"}, listed or not`;

/** What changing one thing does on a board, a section a kind. */
export const effectSections = (board: Board): EffectSection[] =>
  effectsOf(board).map((found, place) => {
    const { effects, told } = found;
    const listed = effects.slice(0, effects.length <= FEW ? FEW : Math.min(MOST, Math.max(LEAST, told)));
    const axis = differenceAxis(listed, board.metric);
    const columns: Column<Effect>[] = [
      {
        page: () => ({
          ...{ heading: found.kind === "tier" ? "Entry" : "What changes", kind: "row heading" },
          cell: { text: (effect) => sidesOf(board, effect) },
        }),
        fields: {},
      },
      ...differenceColumns<Effect>(axis, board.metric, (effect) => effect),
    ];
    return {
      ...{ id: `effect-${place + 1}`, title: titleOf(board, found), finding: findingOf(found), axis },
      table: pageTable(columns, listed, (effect) => differenceAttributes(effect, board.metric)),
      listed: describeListed(found, listed.length),
      correction: describeCorrection(listed, comparisonsOf(found)),
    };
  });
