import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../command/cli-error.ts";

/** The files of a published site, wherever they lie. */
export interface SiteFiles {
  /** What to call it: a folder or an address. */
  name: string;
  /** The text of a file by its path without a slash before it; undefined: there is none. CliError if the site does not answer. */
  read: (path: string) => Promise<string | undefined>;
}

const isMissing = (error: NodeJS.ErrnoException): boolean => error.code === "ENOENT" || error.code === "ENOTDIR";

/** The files of a site in a folder, such as dist/. */
export const siteIn = (folder: string): SiteFiles => ({
  name: folder,
  read: (path) =>
    readFile(join(folder, path), "utf8").catch((error: NodeJS.ErrnoException) => {
      if (isMissing(error)) return undefined;
      throw new CliError(`cannot read ${join(folder, path)}: ${error.message}`, 1, { cause: error });
    }),
});

/** How long a file of a site may take, in milliseconds. */
const ANSWER_MS = 60_000;

/** The files of a site at an address. */
export const siteAt = (address: string, signal?: AbortSignal): SiteFiles => {
  const base = address.endsWith("/") ? address : `${address}/`;
  return {
    name: base,
    read: async (path) => {
      const url = new URL(path, base).href;
      const timeout = AbortSignal.timeout(ANSWER_MS);
      const response = await fetch(url, {
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        cache: "no-store",
      }).catch((cause: Error) => {
        signal?.throwIfAborted();
        throw new CliError(`no answer from ${url}`, 1, { cause });
      });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new CliError(`${url} answered ${response.status}, not with the file`);
      return response.text();
    },
  };
};
