import { describe, expect, it } from "vitest";
import { ComparedTasks } from "./ComparedTasks.tsx";
import { draw } from "./testing/draw.tsx";

const pair = (scenario: string, a: number, b: number) => ({ scenario, a, b, runsA: 2, runsB: 2 });
const drawn = (won: ReturnType<typeof pair>[], lost: ReturnType<typeof pair>[], isOpen = true) =>
  draw(<ComparedTasks path="/suites/s/" names={["x", "y"]} answer={{ won, lost }} isOpen={isOpen} />);

describe("ComparedTasks", () => {
  it("lists the tasks of each, its own rate first, with links to their pages", () => {
    const { texts, values } = drawn([pair("A task", 1, 0), pair("b", 1, 0.5)], [pair("c", 0, 1)]);
    expect(texts("summary")).toEqual(["x against y: 3 tasks on which they differ"]);
    expect(texts("h3")).toEqual(["x does better on 2 tasks", "y does better on 1 task"]);
    expect(texts("section:nth-child(1) li")).toEqual(["A task100% : 0%", "b100% : 50%"]);
    expect(texts("section:nth-child(2) li")).toEqual(["c100% : 0%"]);
    expect(values("a", "href")[0]).toMatch(/^\/suites\/s\/scenarios\/a-task[^/]*\/$/);
  });

  it("shows twenty at once, and the others when asked", () => {
    const many = Array.from({ length: 22 }, (_, place) => pair(`t${place}`, 1, 0));
    const { all, texts } = drawn(many, []);
    expect(texts("h3")).toEqual(["x does better on 22 tasks", "y does better on 0 tasks"]);
    expect(texts("section details summary")).toEqual(["2 more tasks"]);
    expect([all("section > ul li").length, all("section details li").length]).toEqual([20, 2]);
    expect(all("section:nth-child(2) li")).toEqual([]);
  });

  it("is folded beside other pairs", () => {
    const isOpen = (open: boolean) => drawn([pair("a", 1, 0)], [], open).values("details", "open")[0] !== null;
    expect([isOpen(true), isOpen(false)]).toEqual([true, false]);
  });

  it("says where no task separates the two", () => {
    const { text, all } = drawn([], []);
    expect(text).toBe("No task separates x and y.");
    expect(all("details")).toEqual([]);
  });
});
