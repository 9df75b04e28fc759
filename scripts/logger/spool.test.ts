import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Kind, type Reason, Spool, spoolFolder, type Waiting, waitingNameOf } from "./spool.ts";

let parent = "";
let spool: Spool;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "spool-"));
  spool = new Spool(join(parent, "deep", "spool"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const waiting = (kind: Kind, id: string, text = `{"id":"${id}"}\n`): Waiting => ({
  kind,
  name: waitingNameOf(kind, id),
  text,
});
const reason = (message: string): Reason => ({ refusedAt: "2026-01-01T00:00:00.000Z", message, issues: [] });
const refused = () => readdirSync(join(spool.folder, "refused")).sort();

describe("Spool", () => {
  it("keeps a file a run, for its owner alone, and nothing else", () => {
    expect(spool.names()).toEqual([]);
    expect(spool.keep(waiting("run", "r1"))).toBe(true);
    expect(readdirSync(spool.folder)).toEqual(["r1.run.json"]);
    expect(readFileSync(join(spool.folder, "r1.run.json"), "utf8")).toBe('{"id":"r1"}\n');
    if (process.platform === "win32") return;
    expect(statSync(join(spool.folder, "r1.run.json")).mode & 0o777).toBe(0o600);
    expect(statSync(spool.folder).mode & 0o777).toBe(0o700);
  });

  it("gives names that stay in the folder and do not clash, whatever the runId", () => {
    const ids = [
      "../../x",
      "..",
      "A",
      "a",
      "a/b",
      "a.run",
      "a.reason",
      "con\u0000",
      "ü".repeat(500),
      "refused",
      "a\\b",
    ];
    for (const id of ids) spool.keep(waiting("run", id));
    spool.keep(waiting("batch", "a"));
    expect(new Set(spool.names().map((name) => name.toLowerCase())).size).toBe(ids.length + 1);
    expect(readdirSync(parent)).toEqual(["deep"]);
    expect(spool.names().map((name) => spool.read(name)?.kind)).toContain("batch");
    expect(Math.max(...spool.names().map((name) => Buffer.byteLength(name)))).toBeLessThan(150);
  });

  it("refuses another content under the name of a run that waits, and takes a batch's newer state", () => {
    spool.keep(waiting("run", "r"));
    expect(spool.keep(waiting("run", "r"))).toBe(true);
    expect(spool.keep(waiting("run", "r", "{}\n"))).toBe(false);
    expect(spool.read("r.run.json")?.text).toBe('{"id":"r"}\n');
    spool.keep(waiting("batch", "b"));
    expect(spool.keep(waiting("batch", "b", "{}\n"))).toBe(true);
    expect(spool.read("b.batch.json")?.text).toBe("{}\n");
  });

  it("removes what arrived, but not what has taken its place, and is fine with what is gone", () => {
    spool.keep(waiting("batch", "b", "new\n"));
    spool.remove(waiting("batch", "b", "old\n"));
    expect(spool.names()).toEqual(["b.batch.json"]);
    spool.remove(waiting("batch", "b", "new\n"));
    spool.remove(waiting("batch", "b", "new\n"));
    expect(spool.names()).toEqual([]);
    expect(spool.read("b.batch.json")).toBeUndefined();
  });

  it("sets aside with the reason, several of a name too, and brings back", () => {
    for (const text of ["1\n", "2\n", "2\n"]) {
      spool.keep(waiting("run", "r", text));
      spool.setAside(waiting("run", "r", text), reason(`refused ${text.trim()}`));
      expect(spool.names()).toEqual([]);
    }
    const names = ["r.2.run.json", "r.2.run.reason.json", "r.run.json", "r.run.reason.json"];
    expect(refused()).toEqual(names);
    expect(spool.countRefused()).toBe(2);
    const told = JSON.parse(readFileSync(join(spool.folder, "refused", "r.2.run.reason.json"), "utf8"));
    expect(told).toEqual(reason("refused 2"));
    spool.bringBack();
    expect(spool.names()).toEqual(["r.2.run.json", "r.run.json"]);
    expect(refused()).toEqual([]);
  });

  it("leaves a refused run where it is while another waits under its name", () => {
    spool.setAside(waiting("run", "r", "1\n"), reason("no"));
    spool.keep(waiting("run", "r", "2\n"));
    spool.bringBack();
    expect(spool.read("r.run.json")?.text).toBe("2\n");
    expect(spool.countRefused()).toBe(1);
  });

  it("overlooks unfinished files, and removes those whose writer is gone", () => {
    spool.keep(waiting("run", "r"));
    const unfinished = join(spool.folder, "x.run.json.1.tmp");
    writeFileSync(unfinished, '{"id":');
    expect(spool.names()).toEqual(["r.run.json"]);
    spool.sweep();
    expect(existsSync(unfinished)).toBe(true);
    utimesSync(unfinished, 0, 0);
    spool.sweep();
    expect(existsSync(unfinished)).toBe(false);
    expect(spool.names()).toEqual(["r.run.json"]);
  });
});

describe("spoolFolder", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("takes the named folder, else the environment's, else one below the working directory", () => {
    vi.stubEnv("ZE_BENCHMARKS_SPOOL", undefined);
    expect(spoolFolder()).toBe(join(process.cwd(), ".ze-benchmarks", "spool"));
    vi.stubEnv("ZE_BENCHMARKS_SPOOL", "/somewhere");
    expect(spoolFolder()).toBe("/somewhere");
    expect(spoolFolder("/else")).toBe("/else");
  });
});
