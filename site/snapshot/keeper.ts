import type { AstroIntegration } from "astro";
import { formatCounted } from "#words/numbers.ts";
import { keepSnapshot } from "./keep.ts";

/** The integration that fetches and keeps the snapshot once, before a build and when the development server starts. */
export const snapshotKeeper = (): AstroIntegration => {
  const prepare = async ({ logger }: { logger: { info(message: string): void } }) => {
    const { id, createdAt, runs } = await keepSnapshot({ environment: process.env });
    logger.info(`${id.slice(0, 12)} of ${createdAt}, ${formatCounted(runs, "run")}`);
  };
  return { name: "snapshot", hooks: { "astro:build:start": prepare, "astro:server:setup": prepare } };
};
