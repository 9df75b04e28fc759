import { useQueries } from "@tanstack/react-query";
import type { BoardEntry } from "#contract/figures/board.ts";
import type { ComparisonAnswer } from "#contract/figures/comparison.ts";
import { formatPoints, formatPointsRange, formatPValue } from "#words/differences.ts";
import { entryTitle } from "#words/names.ts";
import { formatCount } from "#words/numbers.ts";
import { ComparedTasks } from "./ComparedTasks.tsx";
import { type CompareAddress, everyTwo } from "./compare-address.ts";
import { Failure } from "./Failure.tsx";
import { fetchApi } from "./fetch-api.ts";
import { type StackedColumn, StackedTable } from "./StackedTable.tsx";

/** An entry with its row on the board, counted from 0. */
export interface ChosenEntry {
  entry: BoardEntry;
  row: number;
}

/** An entry of a board for a reader. */
export const nameOf = ({ agent, model, variant }: BoardEntry): string =>
  entryTitle({ agent, ...(model === null ? {} : { model }), ...(variant === null ? {} : { variant }) });

const beats = (a: ChosenEntry, b: ChosenEntry): boolean =>
  a.entry.betterThan.some(([from, to]) => from <= b.row && b.row <= to);

const verdictOf = (a: ChosenEntry, b: ChosenEntry): string => {
  if (beats(a, b)) return `▲ ${nameOf(a.entry)} is clearly better`;
  return beats(b, a) ? `▼ ${nameOf(b.entry)} is clearly better` : "= no clear difference";
};

const pathOf = ({ suite, suiteVersion = "" }: CompareAddress, a: string, b: string): string =>
  `/api/compare?${new URLSearchParams({ suite, suiteVersion, a, b })}`;

/** Two entries, and how the API compares them; undefined: that has been asked, and is not known yet. */
interface Compared {
  pair: readonly [ChosenEntry, ChosenEntry];
  answer: ComparisonAnswer | undefined;
}

/** A figure of how the success rates differ. */
const figure = (
  title: string,
  text: (difference: ComparisonAnswer["successRate"]) => string,
): StackedColumn<Compared> => ({
  ...{ title, numeric: true },
  cell: ({ answer }) => (answer ? text(answer.successRate) : "…"),
});

const COLUMNS: readonly StackedColumn<Compared>[] = [
  figure("Points", ({ value }) => (value === null ? "n/a" : formatPoints(value, "success"))),
  figure("95 % interval", ({ low, high }) =>
    low === null || high === null ? "n/a" : formatPointsRange({ low, high }, "success"),
  ),
  figure("Won : lost : tied", ({ won, lost, tied }) => [won, lost, tied].map(formatCount).join(" : ")),
  figure("p", ({ value, pValue }) => (value === null ? "n/a" : formatPValue(pValue))),
  { title: "On the board", cell: ({ pair: [a, b] }) => verdictOf(a, b) },
];

/** How every two of the chosen entries differ, a row each. */
export const PairTable = ({ compared }: { compared: readonly Compared[] }) => (
  <StackedTable
    caption="The share solved by the first minus that by the second, over the tasks that both ran"
    heading="Entries"
    columns={COLUMNS}
    rows={compared}
    headOf={({ pair: [a, b] }) => `${nameOf(a.entry)} against ${nameOf(b.entry)}`}
  />
);

/** Every two of the chosen entries, task by task, as the API compares them now. */
export const ComparedPairs = ({
  address,
  chosen,
  path,
}: {
  address: CompareAddress;
  chosen: readonly ChosenEntry[];
  /** The address of the suite's version. */
  path: string;
}) => {
  const pairs = everyTwo(chosen);
  const answers = useQueries({
    queries: pairs.map(([a, b]) => {
      const asked = pathOf(address, a.entry.entry, b.entry.entry);
      return {
        queryKey: [asked],
        queryFn: ({ signal }: { signal: AbortSignal }) => fetchApi<ComparisonAnswer>(asked, signal),
      };
    }),
  });
  const failed = answers.find(({ error }) => error !== null);
  if (failed) return <Failure error={failed.error} retry={() => answers.forEach(({ refetch }) => void refetch())} />;
  const compared = pairs.map((pair, place) => ({ pair, answer: answers[place]?.data?.body }));
  return (
    <>
      <PairTable compared={compared} />
      <p className="note">
        p is of this one comparison; what is said of the board is corrected for all comparisons of each of the two.
      </p>
      {compared.map(({ pair: [a, b], answer }) => {
        const names = [nameOf(a.entry), nameOf(b.entry)] as const;
        return (
          answer && (
            <ComparedTasks
              key={`${a.row} ${b.row}`}
              path={path}
              names={names}
              answer={answer}
              isOpen={pairs.length === 1}
            />
          )
        );
      })}
    </>
  );
};
