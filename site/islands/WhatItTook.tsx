import type { PublicTelemetry } from "#contract/runs/run.ts";
import { formatCount } from "#words/numbers.ts";
import { COMPARED_AMOUNTS, type RunAmount } from "./run-amounts.ts";
import { type Strip, stripOf } from "./run-strip.ts";
import type { RunFigures } from "./use-runs.ts";

/** The runs that a run is compared with, and where they are from. */
export interface Compared {
  runs: readonly RunFigures[];
  where: string;
}

const StripDrawing = ({ strip: { others, own, median } }: { strip: Strip }) => (
  <>
    {others.map((at, position) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: runs with equal figures stand at the same place
      <i key={position} style={{ "--at": at / 100 }} />
    ))}
    <i className="run-median" style={{ "--at": median / 100 }} />
    <i className="run-own" style={{ "--at": own / 100 }} />
  </>
);

const AmountRow = ({
  amount,
  telemetry,
  runs,
}: {
  amount: RunAmount;
  telemetry: Partial<PublicTelemetry>;
  runs: readonly RunFigures[];
}) => {
  const { name, of, format } = amount;
  const own = of(telemetry);
  const strip = stripOf(
    own,
    runs.map((run) => of(run.telemetry ?? {})),
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-numeric>{own === undefined ? format(own) : <b>{format(own)}</b>}</td>
      <td className={strip && "run-strip"}>{strip && <StripDrawing strip={strip} />}</td>
      <td>
        {strip && (
          <>
            {strip.comparison} <small>median {format(strip.medianValue)}</small>
          </>
        )}
      </td>
    </tr>
  );
};

/** What a run cost, read, wrote and took, among the runs that it can be compared with. What it does not report reads n/a. */
export const WhatItTook = ({
  telemetry,
  compared,
}: {
  telemetry: Partial<PublicTelemetry>;
  compared: Compared | undefined;
}) => {
  const runs = compared?.runs ?? [];
  const isCompared = COMPARED_AMOUNTS.some(({ of }) =>
    stripOf(
      of(telemetry),
      runs.map((run) => of(run.telemetry ?? {})),
    ),
  );
  if (COMPARED_AMOUNTS.every(({ of }) => of(telemetry) === undefined))
    return <p>This run reports neither its cost nor its tokens nor its time.</p>;
  return (
    <>
      {isCompared && (
        <p className="note">
          Blue: this run. Grey: {formatCount(runs.length)} runs {compared?.where}, ▾ their median.
        </p>
      )}
      <table className="run-bars">
        <caption className="hidden">Cost, tokens, time and tool calls</caption>
        <tbody>
          {COMPARED_AMOUNTS.map((amount) => (
            <AmountRow key={amount.name} amount={amount} telemetry={telemetry} runs={runs} />
          ))}
        </tbody>
      </table>
    </>
  );
};
