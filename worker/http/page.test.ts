import { expect, it } from "vitest";
import { nextPage, sentCursor } from "./page.ts";

it("leads to the same list from the cursor on, on the same host", () => {
  const url = new URL("https://bench.example.org/api/runs?suite=a%20b&limit=3");
  expect(nextPage(url, "c+/=&")).toEqual({
    link: '</api/runs?suite=a+b&limit=3&cursor=c%2B%2F%3D%26>; rel="next"',
    "x-next-cursor": "c+/=&",
  });
  expect(url.search).toBe("?suite=a%20b&limit=3");
});

it("puts the new cursor in the place of the one before", () => {
  const { link } = nextPage(new URL("https://bench.example.org/api/runs?cursor=old&limit=3"), "new");
  expect(link).toBe('</api/runs?cursor=new&limit=3>; rel="next"');
});

it.each(["日本", "a b ", '["é",""]', "100%", '["date",1,"a b"]', "😀\n"])(
  "sends %j as ASCII, and reads it back",
  (cursor) => {
    const { link = "", "x-next-cursor": sent = "" } = nextPage(new URL("https://bench.example.org/api/suites"), cursor);
    expect(sent).toMatch(/^[\x21-\x7E]+$/);
    expect(sentCursor(sent)).toBe(cursor);
    expect(new URL(link.slice(1, link.indexOf(">")), "https://bench.example.org").searchParams.get("cursor")).toBe(
      sent,
    );
  },
);

it("reads no cursor that is broken off", () => {
  expect(sentCursor("%E6%97")).toBeUndefined();
});
