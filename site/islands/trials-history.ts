import { chooseRun, removeTrials } from "./trials-address.ts";

// An entry of the browser's history remembers how many entries the dialog has added since the page, so that closing it goes back
// to the page rather than adding another entry. An entry that was opened by its address has no such number.
const depth = (): number => (history.state as { trials?: number } | null)?.trials ?? 0;

const listeners = new Set<() => void>();
const announce = () => {
  for (const listener of listeners) listener();
};

/** Calls the listener whenever the address changes; returns what ends that. */
export const followAddress = (listener: () => void): (() => void) => {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
};

/** Shows one run, so that the browser's Back returns to the list. */
export const openRun = (run: string) => {
  history.pushState({ trials: depth() && depth() + 1, fromList: true }, "", chooseRun(location.href, run));
  announce();
};

/** Returns from a run to the list. */
export const returnToList = () => {
  if ((history.state as { fromList?: boolean } | null)?.fromList) return history.back();
  history.replaceState(history.state, "", chooseRun(location.href));
  announce();
};

/** Takes the dialog out of the address, as the reader has closed it. */
export const leaveTrials = () => {
  if (depth() > 0) return history.go(-depth());
  history.replaceState(null, "", removeTrials(location.href));
  announce();
};
