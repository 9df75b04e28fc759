import { CliError } from "../command/cli-error.ts";

/** The steps of a publication, in their order. */
export const STEPS = {
  worker: "the Worker answers",
  snapshot: "fetch what changed",
  compare: "compare with the published site",
  history: "gather the earlier snapshots",
  build: "build the pages",
  check: "check the pages",
  freeze: "freeze the snapshot",
  deploy: "deploy",
  confirm: "ask the deployed site",
} as const;
export type Step = keyof typeof STEPS;
const NAMES = Object.keys(STEPS);

/** How long each step took, in milliseconds. */
export type Times = Partial<Record<Step, number>>;

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** Runs the steps, and says of each when it begins, what it found and how long it took. */
export class StepRunner {
  readonly times: Times = {};
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  /** Does one step; what it gives `found` to is said behind its time. A failure is said to be of this step. */
  async run<T>(step: Step, act: (found: (text: string) => void) => Promise<T>): Promise<T> {
    const number = NAMES.indexOf(step) + 1;
    this.#print(`[${number}/${NAMES.length}] ${step}: ${STEPS[step]} …`);
    const start = performance.now();
    let text = "";
    try {
      const result = await act((found) => {
        text = found;
      });
      this.times[step] = performance.now() - start;
      this.#print(`      ${seconds(this.times[step])}${text === "" ? "" : `  ${text}`}`);
      return result;
    } catch (error) {
      if (error instanceof CliError && error.exitCode === 1) {
        throw new CliError(`${step} failed, and the published site is as it was: ${error.message}`, 1, {
          cause: error,
        });
      }
      throw error;
    }
  }

  /** The times of all steps in one line. */
  summary(): string {
    const total = Object.values(this.times).reduce((sum, time) => sum + time, 0);
    const parts = Object.entries(this.times).map(([step, time]) => `${step} ${seconds(time)}`);
    return `${seconds(total)} in all: ${parts.join(", ")}`;
  }
}
