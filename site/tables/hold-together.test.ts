import { expect, it } from "vitest";
import { holdTogether } from "./hold-together.ts";

/** What may not break, visibly. */
const shown = (html: string) => holdTogether(html).replaceAll("\u00a0", "_").replaceAll("\u2060", "|");

it.each([
  ["a rank of 12", "a rank of 12"],
  ["Rank 3–7 of 134, or rank 9", "Rank_3–|7 of 134, or rank_9"],
  ["with 74–79% solved, 95 % of them", "with 74–|79% solved, 95_% of them"],
  ["+0.8 points (−0.4 to +2.0)", "+0.8_points (−0.4_to_+2.0)"],
  ["from 74% to 79%, $0.52 to $1.09", "from 74%_to_79%, $0.52_to_$1.09"],
  ["in 3 min 20 s, 12 ms or 2 h 5 min", "in 3_min_20_s, 12_ms or 2_h_5_min"],
  ["2025-10-17 (2024-12-21) to <b>2026-01-02</b>", "2025-|10-|17 (2024-|12-|21) to <b>2026-|01-|02</b>"],
  ["o1-mini-2024-09-12, 2024-1, 12-34-56", "o1-mini-2024-09-12, 2024-1, 12-34-56"],
  ["2.1 times; 1 point; 7 h", "2.1_times; 1_point; 7_h"],
  ["134 entries, 5 seconds, 3 minutes", "134 entries, 5 seconds, 3 minutes"],
  ["one – two, L0–L3, 12 to all", "one – two, L0–L3, 12 to all"],
  ['<a title="3 s" href="#1–2">3 s</a>', '<a title="3 s" href="#1–2">3_s</a>'],
  ["<code>sleep\n3 s</code> 3 s <pre>1–2</pre>", "<code>sleep\n3 s</code> 3_s <pre>1–2</pre>"],
  ["p &lt; .001, 3 % and 5 %", "p &lt; .001, 3_% and 5_%"],
])("keeps figures with their units and ranges: %s", (html, kept) => {
  expect(shown(html)).toBe(kept);
});
