import { gzipSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { recordOf } from "#contract/names/records.ts";
import { BROWSER_ARGUMENTS } from "../../../playwright.config.ts";
import { findFreePort } from "../../local/ports.ts";
import type { Figure } from "./figures.ts";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;

type Scores = Record<(typeof CATEGORIES)[number], number>;

/** Lighthouse's scores from 0 to 100. A category that it could not measure, as when no paint was seen in time, is tried again. */
const lighthouseScores = async (url: string, port: number, tries = 3): Promise<Scores> => {
  const report = await lighthouse(url, { port, output: "json", logLevel: "error", onlyCategories: [...CATEGORIES] });
  const isWhole = CATEGORIES.every((name) => report?.lhr.categories[name]?.score != null);
  if (!isWhole && tries > 1) return lighthouseScores(url, port, tries - 1);
  return recordOf(CATEGORIES, (name) => Math.round((report?.lhr.categories[name]?.score ?? 0) * 100));
};

/**
 * Measures a page as a reader gets it: gzipped bytes of all that is loaded before anything is touched, what axe finds, and Lighthouse's
 * four categories on its mobile profile. `executable`: the path of Chromium; empty for Playwright's own.
 */
export const measurePage = async (url: string, executable: string): Promise<Figure[]> => {
  const port = await findFreePort();
  const browser = await chromium.launch({
    args: [...BROWSER_ARGUMENTS, `--remote-debugging-port=${port}`],
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
