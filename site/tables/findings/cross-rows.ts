import type { AgentModelParts } from "#statistics/findings/agent-model.ts";
import { formatPoints } from "#words/differences.ts";
import { formatCounted } from "#words/numbers.ts";
import { type Board, rankedOf } from "../../snapshot/boards.ts";
import { agentModelOf } from "../../snapshot/findings.ts";
import { agentPath, modelPath } from "../../snapshot/links.ts";
import { axisHead, intervalStyle } from "../axis-head.ts";
import { type Axis, unitOf } from "../board/axis.ts";
import { rowPath } from "../board/cells.ts";
import { formatOnBoard } from "../board/shared.ts";
import { type Column, type PageTable, pageTable } from "../column.ts";
import { differenceAxis, differenceFormat } from "../difference-columns.ts";
import { escapeHtml } from "../html.ts";
import { standingRows } from "../standing-row.ts";

type Part = AgentModelParts["agents"][number];

/** What agents and what models add on a board, and the cross that it is found from. */
export interface Cross {
  finding: { strong: string; rest: string };
  /** What each agent and what each model adds, on one axis. */
  parts: readonly { heading: "Agent" | "Model"; table: PageTable }[];
  axis: Axis;
  /** A row an agent, a column a model. */
  grid: PageTable;
}

const partColumns = (heading: "Agent" | "Model", axis: Axis, board: Board): Column<Part>[] => {
  const pathOf = heading === "Agent" ? agentPath : modelPath;
  const written = differenceFormat(axis, board.metric);
  const nameHtml = ({ name }: Part) => `<a href="${escapeHtml(pathOf(name))}">${escapeHtml(name)}</a>`;
  return [
    { page: () => ({ heading, kind: "row heading", cell: { html: nameHtml } }), fields: {} },
    {
      page: () => ({
        ...{ heading: board.metric === "success" ? "Points" : "Adds", kind: "figure" },
        cell: { text: ({ effect }) => written(effect) },
      }),
      fields: {},
    },
    {
      page: () => ({
        ...{ heading: "What it adds, drawn", head: axisHead(axis, true), kind: "words", class: "ci zero" },
        cell: { html: () => "" },
      }),
      fields: {},
    },
  ];
};

const attributesOf =
  (unit: number) =>
  ({ effect, interval }: Part) => ({
    class: interval === null ? "bare" : undefined,
    style: intervalStyle(unit * effect, interval && { low: unit * interval.low, high: unit * interval.high }),
  });

const cellHtml = (board: Board, agent: string, model: string): string => {
  const { entries } = board.version;
  const found = rankedOf(board).filter(
    ({ entry }) => entries[entry]?.agent === agent && entries[entry]?.model === model,
  );
  const links = standingRows(board, found).map(
    (row) => `<a href="${escapeHtml(rowPath(row))}">${formatOnBoard(board, row.standing.estimate.value)}</a>`,
  );
  return links.length === 0 ? '<span class="dim">–</span>' : links.join(", ");
};

const byEffect = (parts: readonly Part[]): Part[] => parts.toSorted((a, b) => b.effect - a.effect);

const gridOf = (board: Board, { agents, models }: AgentModelParts): PageTable => {
  const columns: Column<Part>[] = [
    {
      page: () => ({
        ...{ heading: board.metric === "success" ? "Solved, %" : "Mean score", kind: "row heading" },
        cell: { html: ({ name }) => `<a href="${escapeHtml(agentPath(name))}">${escapeHtml(name)}</a>` },
      }),
      fields: {},
    },
    ...byEffect(models).map(
      (model): Column<Part> => ({
        page: () => ({
          ...{ heading: model.name, kind: "figure" },
          cell: { html: ({ name }) => cellHtml(board, name, model.name) },
        }),
        fields: {},
      }),
    ),
  ];
  return pageTable(columns, byEffect(agents));
};

const spreadOf = (parts: readonly Part[]): number => {
  const effects = parts.map(({ effect }) => effect);
  return Math.max(...effects) - Math.min(...effects);
};

const describeCross = (board: Board, parts: AgentModelParts): Cross["finding"] => {
  const { agents, models, missing, unexplained } = parts;
  const [ofAgents, ofModels] = [spreadOf(agents), spreadOf(models)];
  const size = (spread: number) => {
    const text = formatPoints(spread, board.metric).replace("+", "");
    return board.metric === "success" ? `${text} points` : text;
  };
  const rest = [
    ", others being equal.",
    `What an agent and a model make together beyond the sum of both is typically ${size(unexplained)}.`,
    ...(missing.length === 0
      ? []
      : [`${formatCounted(missing.length, "pair has", "pairs have")} no ranked entry that ran every cell.`]),
  ];
  return {
    strong: `${formatCounted(models.length, "model")} differ by up to ${size(ofModels)}, ${formatCounted(agents.length, "agent")} by up to ${size(ofAgents)}`,
    rest: rest.join(" "),
  };
};

/** What agents and what models add on a board; null where that tells nothing. `cross`: computed before. */
export const crossOf = (board: Board, cross = agentModelOf(board)): Cross | null => {
  if (cross === null) return null;
  const all = [...cross.agents, ...cross.models];
  const axis = differenceAxis(
    all.map(({ effect, interval }) => ({ difference: effect, interval })),
    board.metric,
  );
  return {
    finding: describeCross(board, cross),
    parts: (["Agent", "Model"] as const).map((heading) => ({
      heading,
      table: pageTable(
        partColumns(heading, axis, board),
        byEffect(heading === "Agent" ? cross.agents : cross.models),
        attributesOf(unitOf(board)),
      ),
    })),
    axis,
    grid: gridOf(board, cross),
  };
};
