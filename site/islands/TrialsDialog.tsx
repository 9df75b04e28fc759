import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import liveStyle from "../styles/live.css?url";
import dialogStyle from "../styles/trials.css?url";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { loadStyle } from "./load-style.ts";
import { queryClient } from "./query-client.ts";
import { RunArticle } from "./RunArticle.tsx";
import { RunList } from "./RunList.tsx";
import { RunTable } from "./RunTable.tsx";
import { type RunAddress, readRunAddress } from "./run-address.ts";
import { type RunFilters, readTrials } from "./trials-address.ts";
import { focusOpener, followAddress, leaveTrials, openTrials } from "./trials-history.ts";

// Before React has drawn anything: the click that loads this file comes again as soon as the file is there.
addEventListener("click", openTrials);
await Promise.all([loadStyle(liveStyle), loadStyle(dialogStyle)]);

const readable = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** The filters in words. Of those that ask for what is not stated only the model is worth a word. */
const describeFilters = (filters: RunFilters): string =>
  Object.entries(filters)
    .filter(([name, value]) => value !== "" || name === "model")
    .map(([name, value]) => `${readable(name)} ${value || "not stated"}`)
    .join(" · ");

/** What the dialog shows: a list of runs, or one of them before the list that it was chosen from. */
interface Shown {
  filters: RunFilters;
  run: RunAddress | undefined;
}

/** What the page's address asks to show. */
const useShown = (): Shown | undefined => {
  const address = useSyncExternalStore(followAddress, () => location.pathname + location.search);
  const { pathname, search } = new URL(address, "https://page.invalid");
  const filters = readTrials(search);
  const run = readRunAddress({ pathname, search });
  // The list stays while one run is read, though the address is then the run's alone.
  const list = useRef<RunFilters>({});
  if (filters) list.current = filters;
  return filters || run ? { filters: list.current, run } : undefined;
};

/** The dialog's element, open when the address asks for something; an address that the reader closes is left. */
const useDialog = (isOpen: boolean) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const isClosedByAddress = useRef(false);
  useEffect(() => {
    const { current } = dialog;
    if (!current || isOpen === current.open) return;
    if (isOpen) return current.showModal();
    isClosedByAddress.current = true;
    current.close();
  }, [isOpen]);
  const onClose = () => {
    // Escape and the closing button close the dialog first; then the address follows. Where the address was first, it may be
    // elsewhere again by now: the event comes late.
    if (!isClosedByAddress.current && (readTrials(location.search) || readRunAddress(location))) leaveTrials();
    isClosedByAddress.current = false;
    focusOpener();
  };
  return { dialog, onClose };
};

const Contents = ({ shown: { filters, run }, close }: { shown: Shown; close: () => void }) => {
  const title = useRef<HTMLHeadingElement>(null);
  const runBefore = useRef<string>(undefined);
  const runId = run?.run;

  // The focus follows the view: to the heading of a new one, and back to the run that was read.
  useEffect(() => {
    const read = runBefore.current;
    runBefore.current = runId;
    const row = read && !runId && document.querySelector<HTMLElement>(`a[data-run="${CSS.escape(read)}"]`);
    (row || title.current)?.focus();
  }, [runId]);

  return (
    <>
      <header className="trials-head">
        <div>
          <h2 id="trials-title" ref={title} tabIndex={-1}>
            {run ? "Run" : "Runs behind this figure"}
          </h2>
          <p>{runId ?? describeFilters(filters)}</p>
        </div>
        <button type="button" className="trials-close" onClick={close} aria-label="Close">
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      <div className="trials-body live">
        {/* The list stays, hidden, while one run is read: its pages and its place are there on return. */}
        <div hidden={run !== undefined}>
          <ErrorBoundary key={JSON.stringify(filters)}>
            <RunList
              filters={filters}
              empty={<p>This page was built from a snapshot; the runs may have been removed since.</p>}
            >
              {(runs) => <RunTable runs={runs} filters={filters} />}
            </RunList>
          </ErrorBoundary>
        </div>
        {run && (
          <ErrorBoundary key={run.run}>
            <RunArticle address={run} />
          </ErrorBoundary>
        )}
      </div>
    </>
  );
};

/** The runs behind a figure, or one of them, as the page's address says. */
const TrialsDialog = () => {
  const shown = useShown();
  const { dialog, onClose } = useDialog(shown !== undefined);
  return (
    <QueryClientProvider client={queryClient}>
      <dialog ref={dialog} onClose={onClose} className="trials-dialog" aria-labelledby="trials-title" closedby="any">
        {shown && <Contents shown={shown} close={() => dialog.current?.close()} />}
      </dialog>
    </QueryClientProvider>
  );
};

/** Adds the dialog to the page. */
export const drawTrials = (): void => {
  const place = document.createElement("div");
  document.body.append(place);
  createRoot(place).render(<TrialsDialog />);
};
