import { describe, expect, it } from "vitest";
import { readSteps } from "./read-steps.ts";

describe("readSteps", () => {
  it("understands every sentence, in the prompt's order", () => {
    const prompt = `
Please do this.

1. Run \`npm test\`.
2. In \`a.js\`, replace \`x < 1\` by \`x <= 1\`. In \`b.js\`, replace every \`old\` by \`new\`.
3. Set \`$.dependencies['a-b']\` in \`package.json\` to \`file:./a\`; nothing else.
4. Remove \`$.scripts.old\` from \`package.json\`.
5. Delete \`old.js\`.
`;
    expect(readSteps(prompt)).toEqual([
      { kind: "run", command: "npm test" },
      { kind: "replace", file: "a.js", text: "x < 1", by: "x <= 1", every: false },
      { kind: "replace", file: "b.js", text: "old", by: "new", every: true },
      { kind: "set", file: "package.json", path: "$.dependencies['a-b']", value: "file:./a" },
      { kind: "remove", file: "package.json", path: "$.scripts.old" },
      { kind: "delete", file: "old.js" },
    ]);
  });

  it("takes lines from the block that follows, without its indentation", () => {
    const prompt = `
- Insert after \`# Changes\` in \`CHANGELOG.md\`:

  \`\`\`md

  - One.
    More of it.
  \`\`\`

Append to \`notes.txt\`:
\`\`\`
end
\`\`\`

Write \`new.js\`:

\`\`\`js
export {};
\`\`\`
`;
    expect(readSteps(prompt)).toEqual([
      { kind: "insert", after: "# Changes", file: "CHANGELOG.md", lines: "\n- One.\n  More of it.\n" },
      { kind: "append", file: "notes.txt", lines: "end\n" },
      { kind: "write", file: "new.js", lines: "export {};\n" },
    ]);
  });

  it("understands a sentence that is wrapped, with any line ends", () => {
    expect(readSteps("In `a.js`, replace\r\n  `x` by\r\n  `y`.")).toEqual([
      { kind: "replace", file: "a.js", text: "x", by: "y", every: false },
    ]);
  });

  it.each([
    "Replace `x` in `a.js`.",
    "You might delete `a.js`.",
    "Check with `npm test`.",
    "Delete `a.js` if you dare.",
    "Append to `a.js` whatever you like.",
  ])("finds no step in: %s", (prompt) => {
    expect(readSteps(prompt)).toEqual([]);
  });
});
