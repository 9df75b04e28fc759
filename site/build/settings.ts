import { sitePlaceOf } from "../content/base-path.ts";
import { fingerprintOf } from "../kept/fingerprint.ts";
import { KeptPages } from "../kept/kept-pages.ts";
import type { Setting } from "./steps.ts";

const folder = process.env["ZE_BENCHMARKS_KEPT_PAGES"];

/** What a build is told by its environment. */
export const setting: Setting = {
  place: sitePlaceOf(process.env["PUBLIC_SITE_URL"] || "http://localhost:8787"),
  kept: folder ? new KeptPages(folder, fingerprintOf(".")) : undefined,
};
