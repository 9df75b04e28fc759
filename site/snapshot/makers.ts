import type { Entry } from "#contract/names/entry.ts";
import { catalogue, knownOf } from "./catalogue.ts";
import type { Catalogue } from "./catalogue-schema.ts";

/** What the catalogue says of who stands behind an entry. */
export interface Makers {
  /** Who makes its agent and who makes its model, by their titles; one name where both are the same, none where neither is known. */
  organizations: readonly string[];
  /** Whether its model's weights can be had; undefined: nobody says. */
  weights: "open" | "closed" | undefined;
}

/** Who stands behind an entry, as far as the catalogue knows its agent and its model. */
export const makersOf = ({ agent, model }: Entry, given: Catalogue = catalogue): Makers => {
  const known = model === undefined ? undefined : knownOf("model", model, given);
  const titles = [knownOf("agent", agent, given), known].flatMap((one) => one?.organization?.title ?? []);
  const open = known?.entry.openWeights;
  return { organizations: [...new Set(titles)], weights: open === undefined ? undefined : open ? "open" : "closed" };
};
