// The client directive client:asked, inlined into each page that has such an island, and what other pages load for their trials: it must stay small.
import { plainClickOn } from "./plain-click.ts";

/** What asks for an island. */
export interface Asked {
  /** Finds what opens it, by a click or by Enter. */
  click: string;
  /** The parameters of the page's address that ask for it. */
  address: readonly string[];
}

/**
 * Loads an island on the first click on what opens it, or at once where the address itself asks for it. The click waits until the
 * island is there and then comes again. If the island cannot be loaded it comes again all the same, and the link is followed.
 */
export default (load: () => Promise<() => Promise<void>>, { value }: { value: Asked }) => {
  let clicked: Element | undefined;
  let started = false;

  const start = async () => {
    if (started) return;
    started = true;
    const hydrate = await load();
    await hydrate();
    removeEventListener("click", hold);
    removeEventListener("popstate", follow);
    clicked?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  };
  const hold = (event: MouseEvent) => {
    const opener = plainClickOn(event, value.click);
    if (!opener) return;
    event.preventDefault();
    clicked = opener;
    void start();
  };
  const follow = () => {
    const query = new URLSearchParams(location.search);
    if (value.address.some((name) => query.has(name))) void start();
  };

  addEventListener("click", hold);
  addEventListener("popstate", follow);
  follow();
};
