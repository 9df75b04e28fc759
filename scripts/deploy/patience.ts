import { setTimeout as wait } from "node:timers/promises";

/** How a deployment is asked: Cloudflare takes some seconds until a new version answers everywhere. */
export interface Patience {
  tries: number;
  pauseMs: number;
}
export const PATIENCE: Patience = { tries: 10, pauseMs: 3_000 };

/** For what is there at once. */
export const ONE_TRY: Patience = { tries: 1, pauseMs: 0 };

/** Asks what is wrong until nothing is, as often as patience says. Gives what was wrong in the end; undefined: nothing. */
export const askPatiently = async (
  { tries, pauseMs }: Patience,
  whatIsWrong: () => Promise<string | undefined>,
  signal: AbortSignal,
): Promise<string | undefined> => {
  let wrong: string | undefined;
  for (let left = tries; left > 0; left -= 1) {
    wrong = await whatIsWrong();
    if (wrong === undefined) return undefined;
    if (left > 1) await wait(pauseMs, undefined, { signal });
  }
  return wrong;
};
