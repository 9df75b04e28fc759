import { afterEach, expect, it, vi } from "vitest";
import buildLog from "./build-log.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

it.each([
  ["info", null, "  ├─ /entries/a/index.html", false],
  ["info", "SKIP_FORMAT", " (+4ms)", false],
  ["info", "build", "1299 page(s) built", true],
  ["warn", null, "slow", true],
] as const)("of %s by %s, %s: %s", (level, label, message, isShown) => {
  const shown = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  buildLog({}).write({ level, label, message, newLine: true });
  expect(shown.mock.calls.some(([text]) => String(text).includes(message))).toBe(isShown);
});
