import { sitePlaceOf } from "../content/base-path.ts";
import { fingerprintOf } from "../kept/fingerprint.ts";
import { KeptPages } from "../kept/kept-pages.ts";

/** Where the site will lie. */
export const place = sitePlaceOf(process.env["PUBLIC_SITE_URL"] || "http://localhost:8787");

const folder = process.env["ZE_BENCHMARKS_KEPT_PAGES"];

/** The bundle and the pages that an earlier build has kept; undefined: all is made anew, and nothing kept. */
export const kept = folder ? new KeptPages(folder, fingerprintOf(".")) : undefined;
