import { describe, expect, it } from "vitest";
import { findChanges } from "./find-changes.ts";

const shown = (text: string) => findChanges(text).map(({ line, shown }) => `${line}: ${shown}`);

describe("findChanges", () => {
  it("finds operators, literals, conditions, returns and calls, in the order of the text", () => {
    const text = [
      "export const share = (part: number, whole: number) => {",
      "  if (whole === 0) return null;",
      "  log(`part`);",
      "  return Math.min(1, part / whole);",
      "};",
    ].join("\n");
    expect(shown(text)).toEqual([
      "2: whole === 0 → true",
      "2: whole === 0 → false",
      "2: === → !==",
      "2: 0 → 1",
      "2: null → undefined",
      "3: log(`part`) → undefined",
      '3: `part` → ""',
      "4: Math.min(1, part / whole) → undefined",
      "4: min → max",
      "4: 1 → 0",
      "4: / → *",
    ]);
  });

  it("leaves types, imports, names of properties, assigned places and SQL alone", () => {
    const text = [
      'import { a } from "./a.ts";',
      'export * from "./b.ts";',
      'type Kind = "x" | "y";',
      'interface Named { name: "x" }',
      "const { 'quoted name': a } = b;",
      "const table = { 'quoted name': a, count: b as 1 };",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template.
      "const rows = sql`SELECT ${1 + 1}`;",
      'const query = "SELECT 1 FROM runs";',
      "for (table.row of rows) {}",
    ].join("\n");
    expect(shown(text)).toEqual([]);
  });

  it("takes the left side of ?? away, methods out, and anchors from regular expressions", () => {
    expect(shown("const a = (b ?? c).trim().startsWith(d) && !/^x$/.test(-e);")).toEqual([
      "1: (b ?? c).trim() → (b ?? c)",
      "1: b ?? c → c",
      "1: startsWith → endsWith",
      "1: && → ||",
      "1: !/^x$/.test(-e) → (/^x$/.test(-e))",
      "1: /^x$/ → /x/",
      "1: -e → (e)",
    ]);
  });

  it("says in which function a change is", () => {
    const text = "const limit = 5; const over = (n: number) => n > limit;";
    expect(findChanges(text).map(({ shown, inFunction }) => [shown, inFunction])).toEqual([
      ["5 → (5 + 1)", undefined],
      ["n > limit → undefined", text.indexOf("(n")],
      ["> → >=", text.indexOf("(n")],
    ]);
  });
});
