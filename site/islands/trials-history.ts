import { plainClickOn } from "./plain-click.ts";
import { addTrials, chooseRun, removeTrials } from "./trials-address.ts";

// An entry of the browser's history remembers how many entries the dialog has added since the page, so that closing it goes back
// to the page rather than adding another entry. An entry that was opened by its address has no such number.
const depth = (): number => (history.state as { trials?: number } | null)?.trials ?? 0;

const listeners = new Set<() => void>();
const announce = () => {
  for (const listener of listeners) listener();
};

let opener: HTMLElement | SVGElement | undefined;

/** Calls the listener whenever the address changes; returns what ends that. */
export const followAddress = (listener: () => void): (() => void) => {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
};

/** Answers a click on a figure by asking for the runs behind it. */
export const openTrials = (event: MouseEvent) => {
  const link = plainClickOn(event, "a.trials");
  const href = link?.getAttribute("href");
  if (!(link instanceof HTMLElement || link instanceof SVGElement) || !href) return;
  event.preventDefault();
  opener = link;
  history.pushState({ trials: 1 }, "", addTrials(location.href, new URL(href, location.href).href));
  announce();
};

/** Returns the focus to the figure: Safari does not focus a link that is clicked, and so would not come back to it. */
export const focusOpener = () => opener?.focus();

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
