/** The inspector lets in what says that it is the devtools. */
const ORIGIN = "https://devtools.devprod.cloudflare.dev";

/** How long an answer may take: it comes when the Worker has computed what it is at. */
const ANSWER_MS = 30_000;

/** What a Worker holds at a moment, in bytes: JavaScript's heap, and the buffers that the heap's limit does not see. */
interface HeapUsage {
  usedSize: number;
  backingStorageSize: number;
}

interface Profile {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
  timeDeltas: number[];
}

/** What Node's WebSocket takes beside the standard. */
type NodeWebSocket = new (url: string, options: { headers: Record<string, string> }) => WebSocket;

/** A Worker's inspector: asks it for what its isolate holds and how long it computes. */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
      if (id === undefined) return;
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    });
  }

  /** Opens the inspector at a port of this machine. */
  static async open(port: number): Promise<Inspector> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { webSocketDebuggerUrl: string }[];
    const socket = new (WebSocket as unknown as NodeWebSocket)(targets[0]?.webSocketDebuggerUrl ?? "", {
      headers: { Origin: ORIGIN },
    });
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve());
      socket.addEventListener("error", () => reject(new Error(`the inspector at port ${port} does not open`)));
    });
    const inspector = new Inspector(socket);
    await inspector.#ask("Profiler.enable");
    await inspector.#ask("Profiler.setSamplingInterval", { interval: 500 });
    return inspector;
  }

  #ask(method: string, params: object = {}): Promise<unknown> {
    this.#last += 1;
    const id = this.#last;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the Worker's inspector gave no answer to ${method}`)),
        ANSWER_MS,
      );
      this.#waiting.set(id, (result) => {
        clearTimeout(timer);
        resolve(result);
      });
    });
  }

  async heapUsage(): Promise<HeapUsage> {
    return (await this.#ask("Runtime.getHeapUsage")) as HeapUsage;
  }

  async startProfile(): Promise<void> {
    await this.#ask("Profiler.start");
  }

  /** The milliseconds that were computed since `startProfile`. */
  async stopProfile(): Promise<number> {
    const { profile } = (await this.#ask("Profiler.stop")) as { profile: Profile };
    const waiting = new Set(
      profile.nodes.flatMap(({ id, callFrame }) => (/^\((?:idle|root)\)$/.test(callFrame.functionName) ? id : [])),
    );
    const busy = profile.samples.map((id, position) => (waiting.has(id) ? 0 : (profile.timeDeltas[position] ?? 0)));
    return busy.reduce((sum, delta) => sum + delta, 0) / 1000;
  }

  close(): void {
    this.#socket.close();
  }
}
