import { expect, it } from "vitest";
import { nextPage } from "./page.ts";

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
