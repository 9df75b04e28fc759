// Of every page with figures that open the runs behind them. A script of its own rather than an island of Astro's, whose loader is 5 KB in
// each page that has one: on a large site that is a third of all its pages weigh.
import whenAsked from "./when-asked.ts";

const showNothing = () => {};

/** Draws the dialog, or nothing where it cannot be loaded: then the link is followed. */
const load = () =>
  import("./TrialsDialog.tsx").then(
    ({ drawTrials }) => drawTrials,
    () => showNothing,
  );

whenAsked(
  async () => {
    const draw = await load();
    return async () => draw();
  },
  { value: { click: "a.trials", address: ["trials"] } },
);
