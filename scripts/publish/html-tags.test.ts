import { describe, expect, it } from "vitest";
import { tagsOf, textIn } from "./html-tags.ts";

const tags = (html: string) => [...tagsOf(html)].map(({ name, attributes }) => [name, Object.fromEntries(attributes)]);

describe("tagsOf", () => {
  it.each([
    ['<a href="/x">', "a", { href: "/x" }],
    ["<a href='/x'>", "a", { href: "/x" }],
    ["<a href=/x>", "a", { href: "/x" }],
    ["<A HREF = '/X' Hidden>", "a", { href: "/X", hidden: "" }],
    ["<br/>", "br", {}],
    ['<img src="a" />', "img", { src: "a" }],
    ['<a title="a > b">', "a", { title: "a > b" }],
    ['<a href="?a&amp;b&#39;&#x41;&quot;&nope;">', "a", { href: "?a&b'A\"&nope;" }],
    ['<my-part\n  data-x="1"\n>', "my-part", { "data-x": "1" }],
  ])("reads %s", (html, name, attributes) => {
    expect(tags(html)).toEqual([[name, attributes]]);
  });

  it("gives them in their order, and no end tags", () => {
    expect(tags("<p><b>x</b></p><i>").map(([name]) => name)).toEqual(["p", "b", "i"]);
  });

  it("takes nothing that a comment, script, style or template holds for a tag, but the element itself", () => {
    const html = '<!-- <a> --><script src="s">"<b>"</script><style>i > <u></style><TEMPLATE><i></TEMPLATE><p>';
    expect(tags(html)).toEqual([
      ["script", { src: "s" }],
      ["style", {}],
      ["template", {}],
      ["p", {}],
    ]);
  });
});

describe("textIn", () => {
  it.each([
    ["<title>A &amp; B</title>", "title", "A & B"],
    ["<h1 class='x'>one\n <b>two</b></h1><h1>three</h1>", "h1", "one two"],
    ["<main><script>var a</script>a<style>b</style><!-- c -->d</main>", "main", "a d"],
    ["<main>  </main>", "main", ""],
    ["<p>x</p>", "h1", ""],
    ["<header>x</header>", "h1", ""],
  ] as const)("finds in %s the text of %s", (html, element, text) => {
    expect(textIn(html, element)).toBe(text);
  });
});
