/** How a streamed body ended: whole, or broken off because the reader went away or an error came. */
export type Ending =
  | { brokenOff: false }
  | { brokenOff: "by the reader" }
  | { brokenOff: "by an error"; error: unknown };

const endings = new WeakMap<Response, Promise<Ending>>();

/** The end of a streamed answer's body, when it comes; undefined for an answer that is not streamed. */
export const endOf = (response: Response): Promise<Ending> | undefined => endings.get(response);

/**
 * An answer whose body is made piece by piece, as fast as the reader takes it: nothing is made ahead. If making a piece fails, the body breaks
 * off with an error, so that the reader cannot take what came for the whole.
 */
export const streamText = (pieces: AsyncGenerator<string>, headers: Record<string, string>): Response => {
  const encoder = new TextEncoder();
  const { promise: end, resolve } = Promise.withResolvers<Ending>();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (!done) return controller.enqueue(encoder.encode(value));
          controller.close();
          resolve({ brokenOff: false });
        } catch (error) {
          controller.error(new Error("the answer was cut off: the log says why"));
          resolve({ brokenOff: "by an error", error });
        }
      },
      async cancel() {
        await pieces.return(undefined);
        resolve({ brokenOff: "by the reader" });
      },
    },
    { highWaterMark: 0 },
  );
  const response = new Response(body, { headers });
  endings.set(response, end);
  return response;
};
