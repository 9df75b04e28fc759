import { QueryClient } from "@tanstack/react-query";
import { ApiUnreachable } from "./fetch-api.ts";

/** How often a request without an answer is sent again before the reader is told, and the wait before the first time, in milliseconds. */
const RETRIES = 2;
const RETRY_MS = 500;

/** How long an answer is taken for fresh, in milliseconds. */
const FRESH_MS = 60_000;

/** What the islands of a page know of the server. Asks again when the reader does, not when the window comes to the front. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (failures, error) => error instanceof ApiUnreachable && failures < RETRIES,
      retryDelay: (failures) => RETRY_MS * 2 ** failures,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // A browser that takes itself for offline may still reach a Worker on this machine.
      networkMode: "always",
    },
  },
});
