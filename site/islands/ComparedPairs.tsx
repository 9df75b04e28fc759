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

const PairRow = ({
  pair: [a, b],
  answer,
}: {
  pair: [ChosenEntry, ChosenEntry];
  answer: ComparisonAnswer | undefined;
}) => {
  const { value, low, high, won, lost, tied, pValue } = answer?.successRate ?? {};
  const known = value !== undefined && value !== null;
  return (
    <tr>
      <th scope="row">
        {nameOf(a.entry)} against {nameOf(b.entry)}
      </th>
      <td data-numeric>{known ? formatPoints(value, "success") : "…"}</td>
      <td data-numeric>
        {low != null && high != null ? formatPointsRange({ low, high }, "success") : known ? "n/a" : "…"}
      </td>
      <td data-numeric>{known ? `${formatCount(won)} : ${formatCount(lost)} : ${formatCount(tied)}` : "…"}</td>
      <td data-numeric>{pValue === undefined ? "…" : formatPValue(pValue)}</td>
      <td className="t">{verdictOf(a, b)}</td>
    </tr>
  );
};

const HEADS = ["Entries", "Points", "95 % interval", "Won : lost : tied", "p", "On the board"];

const PairTable = ({
  pairs,
  answers,
}: {
  pairs: readonly [ChosenEntry, ChosenEntry][];
  answers: readonly (ComparisonAnswer | undefined)[];
}) => (
  <div className="scroll">
    <table>
      <caption>The share solved by the first minus that by the second, over the tasks that both ran</caption>
      <thead>
        <tr>
          {HEADS.map((head, place) => (
            <th key={head} scope="col" className={place === 0 ? "entry" : place < 5 ? "n" : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pairs.map((pair, place) => (
          <PairRow key={pair.map(({ row }) => row).join()} pair={pair} answer={answers[place]} />
        ))}
      </tbody>
    </table>
  </div>
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
  const bodies = answers.map(({ data }) => data?.body);
  return (
    <>
      <PairTable pairs={pairs} answers={bodies} />
      <p className="note">
        p is of this one comparison; what is said of the board is corrected for all comparisons of each of the two.
      </p>
      {pairs.map(([a, b], place) => {
        const answer = bodies[place];
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
