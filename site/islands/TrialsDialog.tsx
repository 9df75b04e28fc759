import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import style from "../styles/trials.css?url";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { loadStyle } from "./load-style.ts";
import { queryClient } from "./query-client.ts";
import { RunDetailsView } from "./RunDetailsView.tsx";
import { RunList } from "./RunList.tsx";
import { readTrials, type TrialsAddress } from "./trials-address.ts";
import { focusOpener, followAddress, leaveTrials, openTrials } from "./trials-history.ts";

// Before React has drawn anything: the click that loads this file comes again as soon as the file is there.
if (!import.meta.env.SSR) {
  addEventListener("click", openTrials);
  await loadStyle(style);
}

const readable = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** The filters in words. Of those that ask for what is not stated only the model is worth a word. */
const describeFilters = (filters: TrialsAddress["filters"]): string =>
  Object.entries(filters)
    .filter(([name, value]) => value !== "" || name === "model")
    .map(([name, value]) => `${readable(name)} ${value || "not stated"}`)
    .join(" · ");

/** What the page's address asks to show. At build time there is no address yet, and the dialog is closed. */
const useAddress = (): TrialsAddress | undefined =>
  readTrials(
    useSyncExternalStore(
      followAddress,
      () => location.search,
      () => "",
    ),
  );

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
    if (!isClosedByAddress.current && readTrials(location.search)) leaveTrials();
    isClosedByAddress.current = false;
    focusOpener();
  };
  return { dialog, onClose };
};

const Contents = ({ address: { filters, run }, close }: { address: TrialsAddress; close: () => void }) => {
  const title = useRef<HTMLHeadingElement>(null);
  const runBefore = useRef<string>(undefined);

  // The focus follows the view: to the heading of a new one, and back to the run that was read.
  useEffect(() => {
    const read = runBefore.current;
    runBefore.current = run;
    const row = read && !run && document.querySelector<HTMLElement>(`a[data-run="${CSS.escape(read)}"]`);
    (row || title.current)?.focus();
  }, [run]);

  return (
    <>
      <header className="trials-head">
        <div>
          <h2 id="trials-title" ref={title} tabIndex={-1}>
            {run ? "Run" : "Runs behind this figure"}
          </h2>
          <p>{run ?? describeFilters(filters)}</p>
        </div>
        <button type="button" className="trials-close" onClick={close} aria-label="Close">
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      <div className="trials-body">
        {/* The list stays, hidden, while one run is read: its pages and its place are there on return. */}
        <div hidden={run !== undefined}>
          <ErrorBoundary key={JSON.stringify(filters)}>
            <RunList filters={filters} />
          </ErrorBoundary>
        </div>
        {run && (
          <ErrorBoundary key={run}>
            <RunDetailsView run={run} />
          </ErrorBoundary>
        )}
      </div>
    </>
  );
};

/** The runs behind a figure, or one of them, as the page's address says. */
export const TrialsDialog = () => {
  const address = useAddress();
  const { dialog, onClose } = useDialog(address !== undefined);
  return (
    <QueryClientProvider client={queryClient}>
      <dialog ref={dialog} onClose={onClose} className="trials-dialog" aria-labelledby="trials-title" closedby="any">
        {address && <Contents address={address} close={() => dialog.current?.close()} />}
      </dialog>
    </QueryClientProvider>
  );
};
