import { describe, expect, it } from "vitest";
import { itemsIn } from "./items-in.ts";

describe("itemsIn", () => {
  it("takes one run, over one line or many", () => {
    expect(itemsIn('{"runId":"a"}\n', "f")).toEqual([{ place: "f", value: { runId: "a" } }]);
    expect(itemsIn('\n{\n  "runId": "a"\n}\n', "f")).toEqual([{ place: "f", value: { runId: "a" } }]);
  });

  it("takes a list of runs", () => {
    expect(itemsIn('[{"runId":"a"},\n {"runId":"b"}]', "f")).toEqual([
      { place: "f[0]", value: { runId: "a" } },
      { place: "f[1]", value: { runId: "b" } },
    ]);
  });

  it("takes a run a line, past empty lines, of any line ends", () => {
    expect(itemsIn('{"runId":"a"}\r\n\r\n{"runId":"b"}', "f")).toEqual([
      { place: "f:1", value: { runId: "a" } },
      { place: "f:3", value: { runId: "b" } },
    ]);
  });

  it("names a line that is not JSON, and takes the others", () => {
    expect(itemsIn('{"runId":}\n{"runId":"b"}\n', "f")).toEqual([
      { place: "f:1", problem: expect.stringMatching(/^not valid JSON: /) },
      { place: "f:2", value: { runId: "b" } },
    ]);
  });

  it("does not take a run that is cut off for lines of runs", () => {
    const cut = '{\n  "runId": "a",\n  "evaluations": [\n{"evaluatorName":"e","score":1,"maxScore":1}\n';
    expect(itemsIn(cut, "f")).toEqual([{ place: "f", problem: expect.stringMatching(/^not valid JSON: /) }]);
    expect(itemsIn('[\n{"runId":"a"},\n{"runId":"b"}\n', "f")).toHaveLength(1);
  });

  it("says that there is no run", () => {
    for (const text of ["", " \n", "[]"]) expect(itemsIn(text, "f")).toEqual([{ place: "f", problem: "no run in it" }]);
  });
});
