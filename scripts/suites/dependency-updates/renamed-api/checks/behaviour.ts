import { scoreInstalled } from "../../checks/score-installed.ts";

const page = (title: string, args: [string, string], [head, body]: [string, string]) => ({
  title,
  module: "src/page.js",
  call: "page",
  args,
  gives: `<!doctype html>\n<title>${head}</title>\n<main>\n${body}\n</main>\n`,
});

const outline = (title: string, notes: string[], gives: { position: number; heading: string }[]) => ({
  title,
  module: "src/outline.js",
  call: "outline",
  args: [notes],
  gives,
});

const CASES = [
  page("a heading and a paragraph", ["Tuesday", "# To do\n\nsleep"], ["Tuesday", "<h1>To do</h1>\n<p>sleep</p>"]),
  page("lines that stay apart", ["T", "one\ntwo\nthree"], ["T", "<p>one<br>two<br>three</p>"]),
  page("HTML in a note", ["T", "<b>5 & 6</b>"], ["T", "<p>&lt;b&gt;5 &amp; 6&lt;/b&gt;</p>"]),
  page("HTML in a heading", ["T", "# <i>x</i>"], ["T", "<h1>&lt;i&gt;x&lt;/i&gt;</h1>"]),
  page("HTML in a title", ["<script>", "text"], ["&lt;script&gt;", "<p>text</p>"]),
  outline(
    "headings of several notes",
    ["# A\n\ntext\n\n# B", "no heading", "# C"],
    [
      { position: 0, heading: "A" },
      { position: 0, heading: "B" },
      { position: 2, heading: "C" },
    ],
  ),
  outline("no notes", [], []),
  outline("HTML in headings, as it is", ["# 1 < 2"], [{ position: 0, heading: "1 < 2" }]),
];

await scoreInstalled(CASES, { markup: "2.0.0" });
