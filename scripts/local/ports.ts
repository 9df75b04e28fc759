import { createServer } from "node:net";
import { CliError } from "../command/cli-error.ts";

/** Listens on a port and lets go of it at once. Gives the port, which for 0 is any free one. */
const tryPort = (port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });

/** CliError if a program cannot listen on this port of localhost. */
export const requireFreePort = async (port: number): Promise<void> => {
  for (const host of ["127.0.0.1", "::1"]) {
    await tryPort(port, host).catch((error: NodeJS.ErrnoException) => {
      // A machine without IPv6 is fine.
      if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") return;
      const reason = error.code === "EADDRINUSE" ? "is in use" : `cannot be used (${error.code})`;
      throw new CliError(`port ${port} ${reason}: choose another with --port`, 1, { cause: error });
    });
  }
};

/** A port that is free at the moment. */
export const findFreePort = (): Promise<number> => tryPort(0, "127.0.0.1");
