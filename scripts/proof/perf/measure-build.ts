import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runChild } from "../../command/child-process.ts";
import { CliError } from "../../command/cli-error.ts";
import { inProject } from "../../command/project.ts";
import { buildSite } from "../../local/build-site.ts";
import type { Figure } from "./figures.ts";
import { reportMemory } from "./report-memory.ts";

/** The pages of the site as what a bare one is compared by: how many rows its tables have. */
const rowsOfPages = async (site: string): Promise<number[]> => {
  const pages = (await readdir(site, { recursive: true })).filter((file) => file.endsWith(".html"));
  const texts = await Promise.all(pages.map((page) => readFile(join(site, page), "utf8")));
  return texts.map((html) => html.split("<tr").length - 1);
};

const BARE_PAGE = `---
export function getStaticPaths() {
  const rows = JSON.parse(process.env.PERF_ROWS_OF_PAGES);
  return rows.map((count, page) => ({ params: { page: String(page) }, props: { count } }));
}
const { count } = Astro.props;
const rows = Array.from({ length: count }, (_, row) => ({ name: \`entry \${row}\`, cells: [row / count, "12/15", "100%", 1.5] }));
---
<html lang="en"><head><title>bare</title></head><body><h1>bare</h1><table>
{rows.map(({ name, cells }) => <tr><th><a href={\`/entries/\${name}/\`}>{name}</a></th>{cells.map((cell) => <td>{cell}</td>)}</tr>)}
</table></body></html>
`;

/** Makes an Astro project with as many pages as `rows` has numbers, each with a table of so many rows: a link and four cells. */
const makeBareProject = async (folder: string): Promise<void> => {
  await mkdir(join(folder, "src", "pages"), { recursive: true });
  await writeFile(join(folder, "src", "pages", "[page].astro"), BARE_PAGE);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await symlink(inProject("node_modules"), join(folder, "node_modules"), "dir");
};

const timed = async (work: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/** What is built, and where. */
export interface BuildToMeasure {
  /** The folder of the snapshot. */
  snapshot: string;
  /** That of a snapshot without any run. */
  nothing: string;
  /** Where the bare project and what is kept go; nothing is there yet. */
  folder: string;
  /** Where the site goes. */
  site: string;
  signal: AbortSignal;
}

/** How often what is compared is built: the fastest counts, since what else a machine does only ever makes a build slower. */
const ROUNDS = 3;

const timeBare = (
  project: string,
  rows: readonly number[],
  { outDir, signal }: { outDir: string; signal: AbortSignal },
) =>
  timed(async () => {
    const code = await runChild("astro", ["build", "--root", project, "--outDir", join(project, outDir)], {
      env: { ASTRO_TELEMETRY_DISABLED: "1", PERF_ROWS_OF_PAGES: JSON.stringify(rows) },
      onLine: () => {},
      signal,
    });
    if (code !== 0) throw new CliError("the bare Astro project was not built");
  });

/**
 * Builds the site with nothing kept; then, by turns, with the bundle alone kept, since all data are others than in the build before, and a bare
 * project of the same size. Gives the rows of each page, and the seconds.
 *
 * Each goes to a place of its own and nothing is removed, as it is not in the minutes before a build: ext4 does not reuse an inode that has just
 * been freed, and looks for another one for so long that a build which followed a removal took 3 s more of the kernel's time.
 */
const timeBuilds = async ({ snapshot, nothing, folder, site, signal }: BuildToMeasure, nodeOptions: string) => {
  const [kept, bare] = [join(folder, "kept"), join(folder, "bare")];
  const build = async (from: string, to: string) => {
    process.env["NODE_OPTIONS"] = nodeOptions;
    const seconds = await timed(() => buildSite({ snapshot: from, folder: to, kept, signal }, () => {}));
    delete process.env["NODE_OPTIONS"];
    return seconds;
  };
  const first = await build(snapshot, site);
  const rows = await rowsOfPages(site);
  await makeBareProject(bare);
  const times: { next: number; bare: number }[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await build(nothing, join(folder, `empty-${round}`));
    const next = await build(snapshot, join(folder, `next-${round}`));
    times.push({ next, bare: await timeBare(bare, rows, { outDir: `dist-${round}`, signal }) });
  }
  return {
    rows,
    first,
    next: Math.min(...times.map(({ next }) => next)),
    bare: Math.min(...times.map(({ bare: seconds }) => seconds)),
  };
};

/** Builds the site, and bare Astro projects of the same size, and compares. */
export const measureBuild = async (build: BuildToMeasure): Promise<Figure[]> => {
  await mkdir(build.folder, { recursive: true });
  const memory = await reportMemory(build.folder);
  const { rows, first, next, bare } = await timeBuilds(build, memory.options);
  const against = "time against as many bare Astro pages with as many rows of five cells";
  return [
    { name: "pages of the site", value: rows.length, unit: "pages" },
    { name: "rows of their tables", value: rows.reduce((sum, count) => sum + count, 0), unit: "rows" },
    { name: "bare Astro pages", value: bare, unit: "s" },
    { name: "first build of the site", value: first, unit: "s" },
    { name: `first build, ${against}`, value: first / bare, unit: "×" },
    { name: "build of other data, all pages rendered", value: next, unit: "s" },
    { name: `build of other data, ${against}`, value: next / bare, unit: "×", atMost: 2 },
    { name: "build, peak memory", value: await memory.peak(), unit: "MB", atMost: 1024 },
  ];
};
