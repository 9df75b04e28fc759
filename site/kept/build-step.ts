import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";

type Told = Promise<string | undefined> | string | undefined;

/** What a build does beside its pages, whoever renders them. Each function gives what there is to say of it. */
export interface BuildStep {
  name: string;
  /** Comes before the pages. */
  before?: () => Told;
  /** Comes after them, with the folder that they lie in. */
  after?: (folder: string) => Told;
  /** Comes when the development server starts. */
  serve?: AstroIntegration["hooks"]["astro:server:setup"];
}

const tell = async (logger: { info: (message: string) => void }, told: Told): Promise<void> => {
  const message = await told;
  if (message !== undefined) logger.info(message);
};

/** A step as one of Astro's integrations. */
export const asIntegration = ({ name, before, after, serve }: BuildStep): AstroIntegration => ({
  name,
  hooks: {
    ...(before && { "astro:build:start": ({ logger }) => tell(logger, before()) }),
    ...(after && { "astro:build:done": ({ dir, logger }) => tell(logger, after(fileURLToPath(dir))) }),
    ...(serve && { "astro:server:setup": serve }),
  },
});
