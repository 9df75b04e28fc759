import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";

/** Debian's Firefox, which Playwright cannot drive: it is driven by WebDriver BiDi, its own interface. */
export const FIREFOX = process.env["FIREFOX_PATH"] ?? "/usr/bin/firefox-esr";

/** A page in a Firefox. */
export interface FirefoxPage {
  open: (address: string) => Promise<void>;
  /** The value of an expression; throws what it throws. */
  value: (expression: string) => Promise<unknown>;
  /** Clicks the middle of what an expression gives, with a mouse. */
  click: (element: string) => Promise<void>;
}

const AnswerSchema = z.object({
  id: z.number().nullish(),
  result: z.unknown(),
  error: z.string().optional(),
  message: z.string().optional(),
});
const ScriptSchema = z.object({
  result: z.object({ value: z.unknown(), sharedId: z.string().optional() }).optional(),
  exceptionDetails: z.object({ text: z.string() }).optional(),
});
const TreeSchema = z.object({ contexts: z.tuple([z.object({ context: z.string() })]) });

/** Sends commands over a connection, each answered by its number. */
const commandsOver = (socket: WebSocket) => {
  const waiting = new Map<number, (answer: z.infer<typeof AnswerSchema>) => void>();
  socket.addEventListener("message", ({ data }) => {
    const answer = AnswerSchema.parse(JSON.parse(String(data)));
    waiting.get(answer.id ?? 0)?.(answer);
  });
  let last = 0;
  return async (method: string, params: object): Promise<unknown> => {
    last += 1;
    const id = last;
    const answer = await new Promise<z.infer<typeof AnswerSchema>>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.error !== undefined) throw new Error(`Firefox refuses ${method}: ${answer.error}, ${answer.message}`);
    return answer.result;
  };
};
type Command = ReturnType<typeof commandsOver>;

const pageOver = (command: Command, context: string): FirefoxPage => {
  const evaluate = async (expression: string) => {
    const given = { expression, target: { context }, awaitPromise: true };
    const { result, exceptionDetails } = ScriptSchema.parse(await command("script.evaluate", given));
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
    return result;
  };
  return {
    open: async (url) => {
      await command("browsingContext.navigate", { context, url, wait: "complete" });
    },
    value: async (expression) => JSON.parse(String((await evaluate(`JSON.stringify(${expression}) ?? "null"`))?.value)),
    click: async (element) => {
      const found = await evaluate(
        `(() => { const e = ${element}; e.scrollIntoView({ block: "center" }); return e; })()`,
      );
      const origin = { type: "element", element: { sharedId: found?.sharedId } };
      const actions = [
        { type: "pointerMove", x: 0, y: 0, origin },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ];
      await command("input.performActions", { context, actions: [{ type: "pointer", id: "mouse", actions }] });
    },
  };
};

/** The address at which a started Firefox listens, which it prints. */
const listening = (firefox: ReturnType<typeof spawn>): Promise<string> =>
  new Promise((resolve, reject) => {
    let printed = "";
    firefox.stderr?.on("data", (text) => {
      printed += text;
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(printed) ?? [];
      if (address !== undefined) resolve(address);
    });
    firefox.on("error", reject);
    firefox.on("exit", () => reject(new Error(`Firefox ended before it listened: ${printed}`)));
  });

/** Opens a page of a width in a Firefox without a window, with a profile of its own, and ends it after its use. */
export const inFirefox = async (width: number, use: (page: FirefoxPage) => Promise<void>): Promise<void> => {
  const profile = await mkdtemp(join(tmpdir(), "firefox-"));
  const firefox = spawn(FIREFOX, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]);
  const ended = new Promise((resolve) => firefox.on("exit", resolve));
  try {
    const socket = new WebSocket(`${await listening(firefox)}/session`);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", reject);
    });
    const command = commandsOver(socket);
    await command("session.new", { capabilities: {} });
    const [{ context }] = TreeSchema.parse(await command("browsingContext.getTree", {})).contexts;
    await command("browsingContext.setViewport", { context, viewport: { width, height: 900 } });
    await use(pageOver(command, context));
    socket.close();
  } finally {
    firefox.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};
