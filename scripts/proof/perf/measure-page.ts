import { gzipSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { findFreePort } from "../../local/ports.ts";
import type { Figure } from "./figures.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;

type Scores = Record<(typeof CATEGORIES)[number], number>;

/** Lighthouse's scores from 0 to 100. A category that it could not measure, as when no paint was seen in time, is tried again. */
const lighthouseScores = async (url: string, port: number, tries = 3): Promise<Scores> => {
  const report = await lighthouse(url, { port, output: "json", logLevel: "error", onlyCategories: [...CATEGORIES] });
  const scores = CATEGORIES.map((name) => [name, report?.lhr.categories[name]?.score ?? null] as const);
  if (scores.some(([, score]) => score === null) && tries > 1) return lighthouseScores(url, port, tries - 1);
  return Object.fromEntries(scores.map(([name, score]) => [name, Math.round((score ?? 0) * 100)])) as Scores;
};

/**
 * Measures a page as a reader gets it: gzipped bytes of all that is loaded before anything is touched, what axe finds, and Lighthouse's
 * four categories on its mobile profile. `executable`: the path of Chromium; empty for Playwright's own.
 */
export const measurePage = async (url: string, executable: string): Promise<Figure[]> => {
  const port = await findFreePort();
  const browser = await chromium.launch({
    args: [...FLAGS, `--remote-debugging-port=${port}`],
    ...(executable !== "" && { executablePath: executable }),
  });
  try {
    const page = await (await browser.newContext()).newPage();
    const bodies: Promise<number>[] = [];
    page.on("response", (response) => {
      bodies.push(
        response.body().then(
          (body) => gzipSync(body).length,
          () => 0,
        ),
      );
    });
    await page.goto(url, { waitUntil: "networkidle" });
    const bytes = (await Promise.all(bodies)).reduce((sum, length) => sum + length, 0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const rows = await page.locator("tbody tr").count();
    const scores = await lighthouseScores(url, port);
    return [
      { name: "rows of its tables", value: rows, unit: "rows" },
      {
        name: `loaded before interaction, gzipped, ${bodies.length} requests`,
        value: bytes / 1024,
        unit: "KB",
        atMost: 50,
      },
      { name: "axe: violations", value: violations.length, unit: "", atMost: 0 },
      ...CATEGORIES.map((name) => ({
        name: `Lighthouse, mobile: ${name}`,
        value: scores[name],
        unit: "",
        atLeast: 99,
      })),
    ];
  } finally {
    await browser.close();
  }
};
