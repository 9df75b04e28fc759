import type { Page } from "@playwright/test";

/** Collects what the content security policy forbids on the pages that follow. */
export const watchViolations = async (page: Page): Promise<string[]> => {
  const violations: string[] = [];
  await page.exposeFunction("noteViolation", (what: string) => violations.push(what));
  await page.addInitScript(() =>
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      (globalThis as unknown as { noteViolation: (what: string) => void }).noteViolation(
        `${effectiveDirective} ${blockedURI}`,
      ),
    ),
  );
  return violations;
};
