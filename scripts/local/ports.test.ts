import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { findFreePort, requireFreePort } from "./ports.ts";

describe("requireFreePort", () => {
  it("takes a free port and refuses one in use", async () => {
    const port = await findFreePort();
    await requireFreePort(port);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    await expect(requireFreePort(port)).rejects.toThrow(`port ${port} is in use: choose another with --port`);
    server.close();
  });
});
