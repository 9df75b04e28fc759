import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { formatCounted } from "#words/numbers.ts";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { explorerAddress, readExplorer } from "./explorer-address.ts";
import { plainClickOn } from "./plain-click.ts";
import { queryClient } from "./query-client.ts";
import { RunArticle } from "./RunArticle.tsx";
import { RunsExplorer } from "./RunsExplorer.tsx";
import { RUNS_PAGE, readRunAddress } from "./run-address.ts";
import { SuiteTitles } from "./SuiteName.tsx";
import { followAddress, showAddress } from "./trials-history.ts";

// After a run that a dialog showed is loaded anew, the browser takes the page before it for this one: it has to be loaded, too.
if (!import.meta.env.SSR) addEventListener("popstate", () => location.pathname === RUNS_PAGE || location.reload());

/** A suite that runs can be listed of. */
interface Start {
  suite: string;
  title: string;
  runs: number;
}

const StartLink = ({ address, children }: { address: string; children: string }) => (
  <a
    className="explore"
    href={address}
    onClick={(event) => {
      if (!plainClickOn(event.nativeEvent, "a")) return;
      event.preventDefault();
      showAddress(address);
    }}
  >
    {children}
  </a>
);

/** What the page shows before anything is asked for, and without scripts: where to begin. */
const StartingPoints = ({ starts }: { starts: readonly Start[] }) => (
  <>
    <h1>Runs</h1>
    <p className="lead">
      Every single run, as the API has it now: filtered, sorted, opened, and put beside another one.
    </p>
    <p>
      <StartLink address={explorerAddress({})}>All runs, the newest first</StartLink>
      {starts.length > 0 && ", or those of a suite:"}
    </p>
    <ul>
      {starts.map(({ suite, title, runs }) => (
        <li key={suite}>
          <StartLink address={explorerAddress({ filters: { suite } })}>{title}</StartLink>: {formatCounted(runs, "run")}
        </li>
      ))}
    </ul>
  </>
);

const useAddress = (): string =>
  useSyncExternalStore(
    followAddress,
    () => location.search,
    () => "",
  );

const View = ({ starts }: { starts: readonly Start[] }) => {
  const search = useAddress();
  const run = readRunAddress({ pathname: RUNS_PAGE, search });
  const explorer = readExplorer(search);
  if (run)
    return (
      <ErrorBoundary key={run.run}>
        <RunArticle address={run} isPage />
      </ErrorBoundary>
    );
  return explorer ? <RunsExplorer explorer={explorer} /> : <StartingPoints starts={starts} />;
};

/** Returns the focus to the row of a run that has been read, and the window to the top of one that is opened. */
const useFocus = (search: string, part: React.RefObject<HTMLDivElement | null>) => {
  const before = useRef<string>(undefined);
  useEffect(() => {
    const [from, to] = [before.current, new URLSearchParams(search).get("run") ?? undefined];
    before.current = to;
    if (to !== undefined && from !== to) scrollTo({ top: 0 });
    if (from === undefined || to !== undefined) return;
    part.current?.querySelector<HTMLElement>(`a[data-run="${CSS.escape(from)}"]`)?.focus();
  }, [search, part]);
};

/** The page of runs: where to begin, a list of them, or one, as its address says. */
export const RunsPage = ({ starts }: { starts: readonly Start[] }) => {
  const part = useRef<HTMLDivElement>(null);
  useFocus(useAddress(), part);
  const titles = useMemo(() => new Map(starts.map(({ suite, title }) => [suite, title])), [starts]);
  return (
    <QueryClientProvider client={queryClient}>
      <SuiteTitles value={titles}>
        <div className="live" ref={part}>
          <View starts={starts} />
        </div>
      </SuiteTitles>
    </QueryClientProvider>
  );
};
