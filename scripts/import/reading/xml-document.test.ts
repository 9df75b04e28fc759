import { describe, expect, it } from "vitest";
import { parseXml } from "./xml-document.ts";

describe("parseXml", () => {
  it("gives elements with their attributes, their text and what is within them", () => {
    expect(parseXml('<?xml version="1.0"?><a x="1&amp;2"> t <b/><!-- c --><b y="">&lt;i&gt;</b>u</a>')).toEqual({
      name: "a",
      attributes: { x: "1&2" },
      text: " t u",
      children: [
        { name: "b", attributes: {}, children: [], text: "" },
        { name: "b", attributes: { y: "" }, children: [], text: "<i>" },
      ],
    });
  });

  it("takes what is marked as characters for text", () => {
    expect(parseXml("<a>x<![CDATA[<b> & ]]>y</a>").text).toBe("x<b> & y");
  });

  it("keeps names as they are, with their prefixes", () => {
    expect(parseXml("<a:b a:c='1'/>")).toMatchObject({ name: "a:b", attributes: { "a:c": "1" } });
  });

  it("reads 100 elements within each other, and no more", () => {
    const nested = (depth: number) => parseXml("<a>".repeat(depth) + "</a>".repeat(depth));
    expect(nested(100).name).toBe("a");
    expect(() => nested(101)).toThrow("elements are nested over 100 deep");
  });

  it.each([
    "",
    "  ",
    "text",
    "<a>",
    "<a></b>",
    "<a/><b/>",
    "<a x=1/>",
    "<a>&unknown;</a>",
    '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
  ])("refuses %j", (text) => {
    expect(() => parseXml(text)).toThrow(/^it is not valid XML: /);
  });
});
