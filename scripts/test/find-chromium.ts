import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { runChild } from "../command/child-process.ts";
import { CliError } from "../command/cli-error.ts";

const SYSTEM_PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * The path of a Chromium for the browser tests, empty for Playwright's own: CHROMIUM_PATH, Playwright's, the system's, or as root on
 * Debian the one that is then installed. CliError that says how to get one if there is none.
 */
export const findChromium = async (signal: AbortSignal): Promise<string> => {
  const given = process.env["CHROMIUM_PATH"];
  if (given) {
    if (!existsSync(given)) throw new CliError(`no browser at CHROMIUM_PATH: ${given}`);
    return given;
  }
  if (existsSync(chromium.executablePath())) return "";
  const found = systemChromium() ?? (await installChromium(signal));
  if (found !== undefined) return found;
  throw new CliError(
    "no Chromium found: npx playwright install chromium gets one, or CHROMIUM_PATH names one; npm test -- --unit leaves the browser tests out",
  );
};

const systemChromium = (): string | undefined => SYSTEM_PATHS.find((path) => existsSync(path));

const installChromium = async (signal: AbortSignal): Promise<string | undefined> => {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  console.log("No Chromium found: installing Debian's.");
  const lines: string[] = [];
  const options = { env: { DEBIAN_FRONTEND: "noninteractive" }, onLine: (line: string) => lines.push(line), signal };
  for (const args of [
    ["update", "-q"],
    ["install", "-y", "-q", "chromium"],
  ]) {
    if ((await runChild("apt-get", args, options)) === 0) continue;
    throw new CliError(`apt-get ${args.join(" ")} failed:\n${lines.slice(-5).join("\n")}`);
  }
  return systemChromium();
};
