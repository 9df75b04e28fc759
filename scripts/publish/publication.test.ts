import { expect, it } from "vitest";
import { command } from "../publish.ts";
import { runInProcess } from "../testing/run-in-process.ts";

it.each([
  [["--env", "staging"], "--env is for --target cloudflare"],
  [["--target", "cloudflare", "--to", "folder"], "--to is for --target folder"],
  [
    ["--target", "cloudflare", "--site", "https://example.org/", "--ask"],
    "--ask is for --target folder: a site at Cloudflare is always asked",
  ],
])("refuses %j, which would change nothing", async (args, message) => {
  const { code, errors } = await runInProcess(command, args);
  expect(code).toBe(2);
  expect(errors).toContain(message);
});
