import { expect, it } from "vitest";
import { siteAt, siteIn } from "../snapshots/site-files.ts";
import { confirm, publishedId } from "./publish-site.ts";
import type { Deployed } from "./target.ts";

const { signal } = new AbortController();
const ID = "0123456789abcdef";

/** Confirms a deployment whose site shows these ids, one after the other; gives what was said and done. */
const confirmed = async (shown: readonly (string | undefined)[], tries: number, revert: Deployed["revert"]) => {
  const done: string[] = [];
  const ids = [...shown];
  const deployed: Deployed = {
    name: "made",
    site: {
      name: "https://example.org/",
      read: async (path) => {
        if (path !== "data/snapshot.json") return undefined;
        const id = ids.shift();
        return id === undefined ? undefined : JSON.stringify({ id });
      },
    },
    patience: { tries, pauseMs: 1 },
    revert: async () => {
      done.push("revert");
      return await revert();
    },
    finish: async () => void done.push("finish"),
  };
  const said = await confirm(deployed, ID, signal).catch((error: Error) => error.message);
  return { said, done };
};

it("says what a site needs that does not answer yet", async () => {
  await expect(publishedId(siteAt("http://127.0.0.1:1/"))).rejects.toThrow(
    /^no answer from http:\S+; if nothing is published there yet, add --first$/,
  );
  await expect(publishedId(siteIn("\0"))).rejects.not.toThrow("--first");
});

const reverted = async () => true;

it("asks again while the new version comes", async () => {
  expect(await confirmed(["old", undefined, ID], 3, reverted)).toEqual({
    said: "made shows 0123456789ab",
    done: ["finish"],
  });
});

it.each([
  ["What was deployed has been taken back", reverted],
  ["What was deployed stays: no other version was there before it", async () => false],
  ["What was deployed could not be taken back: no way", () => Promise.reject(new Error("no way"))],
])("says in the end what became of what shows another: %s", async (outcome, revert) => {
  expect(await confirmed(["old", "old", ID], 2, revert)).toEqual({
    said: `https://example.org/ should show the snapshot ${ID}; it shows old. ${outcome}`,
    done: ["revert"],
  });
});
