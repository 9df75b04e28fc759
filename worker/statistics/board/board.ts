import type { Entry } from "#contract/names/entry.ts";
import type { Observation } from "../cells/observation.ts";
import { comparePlaces, type Place, placeKey } from "../cells/place.ts";
import { findBoard, placesRun } from "./find-board.ts";
import { type StatedBoard, statedPlaces } from "./stated-board.ts";

/** The share of a board's cells that an entry needs to be ranked, unless a manifest says another. */
const RANKING_SHARE = 0.9;

/** The cells that all entries are measured against. */
export interface Board {
  /** Sorted by scenario and tier. */
  places: readonly Place[];
  /** Whether a manifest states them, or they are found from the runs. */
  rule: "stated" | "found";
  share: number;
  /** Cells with runs that count but which are not part of it. */
  outside: readonly Place[];
}

/** What an entry ran, and who it is. */
export interface Candidate {
  entry: Entry;
  observations: readonly Observation[];
  /** When its first run started, in seconds since 1970. */
  since: number;
}

/** The board of some entries: the manifest's, or what is found from their runs. */
export const boardOf = (candidates: readonly Candidate[], stated: StatedBoard = {}): Board => {
  const share = stated.share ?? RANKING_SHARE;
  const runners = candidates.map(({ entry, observations, since }) => ({
    places: observations,
    maker: JSON.stringify([entry.agent, entry.model]),
    since,
  }));
  const run = placesRun(runners);
  const found = () => findBoard(runners, share, run);
  const ofManifest = statedPlaces(stated, [...run.values()], found);
  const places = ofManifest?.sort(comparePlaces) ?? found();
  for (const place of places) run.delete(placeKey(place));
  return { places, rule: ofManifest ? "stated" : "found", share, outside: [...run.values()].sort(comparePlaces) };
};
