import { expect, it } from "vitest";
import { asIntegration } from "./build-step.ts";

it("runs a step where Astro runs its integrations, and logs what it says", async () => {
  const logged: string[] = [];
  const logger = { info: (message: string) => logged.push(message) };
  const { name, hooks } = asIntegration({
    name: "count",
    before: () => "begun",
    after: async (folder) => `${folder} done`,
  });
  expect(name).toBe("count");
  await hooks["astro:build:start"]?.({ logger } as never);
  await hooks["astro:build:done"]?.({ logger, dir: new URL("file:///tmp/a%20site/") } as never);
  expect(logged).toEqual(["begun", "/tmp/a site/ done"]);
});

it("says nothing where a step has nothing to say, and leaves out what it does not do", async () => {
  const { hooks } = asIntegration({ name: "quiet", before: () => undefined });
  const logger = { info: () => expect.unreachable() };
  await hooks["astro:build:start"]?.({ logger } as never);
  expect(Object.keys(hooks)).toEqual(["astro:build:start"]);
});
