import { plainClickOn } from "./plain-click.ts";
import { type RunAddress, runAddress } from "./run-address.ts";
import { addTrials, removeTrials } from "./trials-address.ts";

/**
 * What an entry of the browser's history remembers. An entry that was opened by its address remembers nothing.
 * trials: how many entries the dialog has added since the page, so that closing it goes back to the page rather than adding another.
 * list: how many entries back the list is that a run was chosen from.
 */
interface Remembered {
  trials?: number;
  list?: number;
}

const remembered = (): Remembered => (history.state as Remembered | null) ?? {};

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

const further = (steps: number | undefined) => (steps === undefined ? undefined : steps + 1);

/** Shows one run, so that the browser's Back returns to what was shown before: another run, or the list. */
export const openRun = (address: RunAddress, isInList: boolean) => {
  const { trials, list } = remembered();
  history.pushState({ trials: further(trials), list: isInList ? 1 : further(list) }, "", runAddress(address));
  announce();
};

/** Shows another list of the same page, so that the browser's Back returns to this one. */
export const showAddress = (address: string) => {
  history.pushState(null, "", address);
  announce();
};

/** Shows the same list in another order. */
export const replaceAddress = (address: string) => {
  history.replaceState(history.state, "", address);
  announce();
};

/** What returns from a run to the list that it was chosen from; undefined where it was not chosen from one. */
export const wayToList = (): (() => void) | undefined => {
  const { list } = remembered();
  return list === undefined ? undefined : () => history.go(-list);
};

/** Takes the dialog out of the address, as the reader has closed it. */
export const leaveTrials = () => {
  const { trials } = remembered();
  if (trials !== undefined) return history.go(-trials);
  history.replaceState(null, "", removeTrials(location.href));
  announce();
};
