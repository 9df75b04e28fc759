import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { BoardAnswer } from "#contract/figures/board.ts";
import { ChosenEntries } from "./ChosenEntries.tsx";
import { ComparedPairs, nameOf } from "./ComparedPairs.tsx";
import {
  boardAddress,
  type CompareAddress,
  compareAddress,
  MOST_COMPARED,
  readCompare,
  withEntry,
} from "./compare-address.ts";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { Failure } from "./Failure.tsx";
import { fetchApi } from "./fetch-api.ts";
import { queryClient } from "./query-client.ts";
import { followAddress, showAddress } from "./trials-history.ts";

/** A version of a suite whose entries can be compared. */
interface Comparable {
  suite: string;
  suiteVersion?: string;
  title: string;
  path: string;
}

const Choices = ({ address, board }: { address: CompareAddress; board: BoardAnswer }) => {
  const { entries } = address;
  const places = Math.min(MOST_COMPARED, Math.max(2, entries.length + 1));
  return (
    <>
      {Array.from({ length: places }, (_, place) => (
        <select
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is what it is
          key={place}
          aria-label={`Entry ${place + 1}`}
          value={entries[place] ?? ""}
          onChange={({ target }) =>
            showAddress(compareAddress({ ...address, entries: withEntry(entries, place, target.value) }))
          }
        >
          <option value="">{place < 2 ? "Choose an entry" : "Add another"}</option>
          {board.entries.map((row) => {
            const { entry } = row;
            return (
              <option key={entry} value={entry} disabled={entries.includes(entry) && entries[place] !== entry}>
                {nameOf(row)}
              </option>
            );
          })}
        </select>
      ))}
    </>
  );
};

const Comparison = ({ address, version }: { address: CompareAddress; version: Comparable }) => {
  const path = boardAddress(version);
  const {
    data: answer,
    error,
    refetch,
  } = useQuery({ queryKey: [path], queryFn: ({ signal }) => fetchApi<BoardAnswer>(path, signal) });
  const data = answer?.body;
  if (error) return <Failure error={error} retry={refetch} />;
  if (!data) return <p role="status">Loading the entries …</p>;
  const rows = new Map(data.entries.map((entry, row) => [entry.entry, { entry, row }]));
  const chosen = address.entries.flatMap((entry) => rows.get(entry) ?? []);
  const missing = address.entries.filter((entry) => !rows.has(entry));
  return (
    <>
      <div className="choices">
        <Choices address={address} board={data} />
      </div>
      {missing.length > 0 && (
        <p role="alert">
          There is no entry called {missing.join(", ")} on {version.title}.
        </p>
      )}
      {chosen.length > 0 && <ChosenEntries chosen={chosen} />}
      {chosen.length > 1 && <ComparedPairs address={address} chosen={chosen} path={version.path} />}
    </>
  );
};

const Page = ({ versions }: { versions: readonly Comparable[] }) => {
  const search = useSyncExternalStore(
    followAddress,
    () => location.search,
    () => "",
  );
  const address = readCompare(search);
  const isChosen = ({ suite, suiteVersion }: Comparable) =>
    suite === address.suite && (address.suiteVersion === undefined || address.suiteVersion === suiteVersion);
  const version = versions.find(isChosen);
  // At build time there is no address yet; the page's link chooses the first suite.
  if (search === "") return null;
  return (
    <>
      <div className="choices">
        <select
          aria-label="Suite"
          value={version ? versions.indexOf(version) : ""}
          onChange={({ target }) => {
            const { suite = "", suiteVersion } = versions[Number(target.value)] ?? {};
            showAddress(compareAddress({ suite, suiteVersion, entries: [] }));
          }}
        >
          <option value="">Choose a suite</option>
          {versions.map(({ title, path }, place) => (
            <option key={path} value={place}>
              {title}
            </option>
          ))}
        </select>
      </div>
      {version && <Comparison key={version.path} address={address} version={version} />}
      {!version && address.suite !== "" && <p role="alert">There is no suite called {address.suite}.</p>}
    </>
  );
};

/** Any two to five entries of a suite, chosen by the reader. */
export const ComparePage = ({ versions }: { versions: readonly Comparable[] }) => (
  <QueryClientProvider client={queryClient}>
    <div className="live">
      <ErrorBoundary>
        <Page versions={versions} />
      </ErrorBoundary>
    </div>
  </QueryClientProvider>
);
