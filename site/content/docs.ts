import type { MarkdownInstance } from "astro";
import * as z from "zod";

/** What stands at the head of a page of the documentation. */
const FrontmatterSchema = z.strictObject({
  title: z.string(),
  description: z.string(),
  /** Its place in the list; those without come last, by title. */
  order: z.number().default(Number.POSITIVE_INFINITY),
});

interface Listed {
  title: string;
  order: number;
}

const byOrder = (a: Listed, b: Listed) => a.order - b.order || a.title.localeCompare(b.title, "en");

const files = import.meta.glob<MarkdownInstance<Record<string, unknown>>>("./docs/*.md", { eager: true });

const texts = import.meta.glob<string>("./docs/*.md", { eager: true, query: "?raw", import: "default" });

const nameOf = (file: string): string => file.slice("./docs/".length, -".md".length);

/** The text of each page of the documentation, as it was written, by its name. */
export const docTexts: ReadonlyMap<string, string> = new Map(
  Object.entries(texts).map(([file, text]) => [nameOf(file), text]),
);

/** The pages of the documentation, in the order of the list: each with its name in the address. Throws where a head is wrong. */
export const docs = Object.entries(files)
  .map(([file, { frontmatter, Content, getHeadings }]) => {
    const name = nameOf(file);
    const head = FrontmatterSchema.safeParse(frontmatter);
    if (!head.success) throw new Error(`site/content/docs/${name}.md: ${z.prettifyError(head.error)}`);
    return { name, ...head.data, Content, getHeadings };
  })
  .sort(byOrder);

/** The page of the API, which is made from the contract instead of a text. */
export const apiPage = {
  name: "api",
  title: "API",
  description: "Every request that the service takes, with its parameters, fields and answers, and an example to run.",
  order: 3,
  getHeadings: () => [],
};

/** The page of badges and cards, whose examples are made from the data. */
export const embeddingPage = {
  name: "embedding",
  title: "Badges and cards",
  description: "Pictures of an entry or a suite for a README or a page of your own, which show ranks as intervals.",
  order: 12,
  getHeadings: () => [],
};

/** The page that explains a leaderboard by rows of one. */
export const readingPage = {
  name: "how-to-read",
  title: "How to read a leaderboard",
  description: "What each part of a row says, shown on rows of a leaderboard as they are now.",
  order: 0,
  getHeadings: () => [],
};

/** All pages of the documentation, as they are listed. */
export const documentation = [...docs, readingPage, apiPage, embeddingPage].sort(byOrder);
