import { spawn } from "node:child_process";

/**
 * How util-linux starts a program where it sees no process but its own: in a process space of its own, with a /proc for that. When the first
 * process in it ends, the kernel ends all others, those too that left their group or session.
 */
const UNSHARE = ["unshare", "--user", "--map-current-user", "--pid", "--fork", "--kill-child", "--mount-proc"] as const;

/**
 * The first process in there: the kernel keeps signals without a handler from it, so that it passes a request to end on to all others, and it
 * ends as its program did. What the shell itself has to say of signals is nobody's output.
 */
const INIT = `
trap 'kill -TERM -1' TERM
exec 3<&0 4>&2 2>/dev/null
"$@" <&3 2>&4 3<&- 4>&- &
child=$!
exec 3<&- 4>&-
while :; do
  wait "$child"
  code=$?
  kill -0 "$child" || exit "$code"
done
`;

/** A shell says 128 and the signal's number of a program that a signal ended. */
const SIGNALLED = { least: 129, most: 159 };

/** A program as it is started apart from all other processes. */
export const apart = (program: readonly string[]): [string, ...string[]] => [
  ...UNSHARE,
  "sh",
  "-c",
  INIT,
  "sh",
  ...program,
];

/** The exit code of a program that was started apart; null where a signal ended it. */
export const codeApart = (code: number | null): number | null =>
  code !== null && code >= SIGNALLED.least && code <= SIGNALLED.most ? null : code;

let possible: Promise<boolean> | undefined;

/** Whether programs can be started apart here: on Linux, where the system lets users have process spaces of their own. */
export const canStartApart = (): Promise<boolean> => {
  possible ??= new Promise((resolve) => {
    if (process.platform !== "linux") return resolve(false);
    const [program, ...args] = apart(["true"]);
    const tried = spawn(program, args, { stdio: "ignore" });
    tried.on("error", () => resolve(false));
    tried.on("close", (code) => resolve(code === 0));
  });
  return possible;
};
