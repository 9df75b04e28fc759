import type { Context } from "../command/context.ts";
import { printTable } from "../terminal/print.ts";
import type { NamedAgent } from "./agents/read-agents.ts";
import type { Suite } from "./suites/read-suites.ts";

/** Prints what there is to choose from: scenarios with their tiers, and agents. */
export const printChoices = (context: Context, suites: readonly Suite[], agents: readonly NamedAgent[]): void => {
  printTable(
    context,
    [
      { head: "SUITE", cell: ({ suite }) => suite },
      { head: "VERSION", cell: ({ suiteVersion }) => suiteVersion ?? "", optional: true },
      { head: "SCENARIO", cell: ({ id }) => id },
      { head: "TIERS", cell: ({ prompts }) => [...prompts.keys()].join(" ") },
      { head: "TIMEOUT", cell: ({ timeout }) => `${timeout} s`, align: "right" },
      { head: "TITLE", cell: ({ title }) => title, isTitle: true },
    ],
    suites.flatMap(({ scenarios }) => scenarios),
  );
  context.print();
  printTable(
    context,
    [
      { head: "AGENT", cell: ({ name }) => name },
      { head: "MODEL", cell: ({ model }) => model ?? "", optional: true },
      { head: "VARIANT", cell: ({ variant }) => variant ?? "", optional: true },
      { head: "TITLE", cell: ({ title }) => title ?? "", isTitle: true },
    ],
    agents,
  );
};
