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

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * What there is to do, a sentence a step, in their order; and what a failed step leaves, in words, but for those whose failures say it
 * themselves.
 */
interface Plan<Step extends string> {
  steps: Readonly<Record<Step, string>>;
  leaves: string;
  sayThemselves?: readonly NoInfer<Step>[];
}

/** Runs the steps, and says of each when it begins, what it found and how long it took. */
export class StepRunner<Step extends string> {
  readonly #times = new Map<Step, number>();
  readonly #names: readonly string[];
  readonly #plan: Plan<Step>;
  readonly #print: (line: string) => void;

  constructor(plan: Plan<Step>, print: (line: string) => void) {
    this.#names = Object.keys(plan.steps);
    this.#plan = plan;
    this.#print = print;
  }

  /** Does one step; what it gives `found` to is said behind its time. A failure is said to be of this step. */
  async run<T>(step: Step, act: (found: (text: string) => void) => Promise<T>): Promise<T> {
    const { steps, leaves, sayThemselves = [] } = this.#plan;
    this.#print(`[${this.#names.indexOf(step) + 1}/${this.#names.length}] ${step}: ${steps[step]} …`);
    const start = performance.now();
    let text = "";
    try {
      const result = await act((found) => {
        text = found;
      });
      const time = performance.now() - start;
      this.#times.set(step, time);
      this.#print(`      ${seconds(time)}${text === "" ? "" : `  ${text}`}`);
      return result;
    } catch (error) {
      if (error instanceof CliError && error.exitCode === 1) {
        const left = sayThemselves.includes(step) ? "" : leaves;
        throw new CliError(`${step} failed${left}: ${error.message}`, 1, { cause: error });
      }
      throw error;
    }
  }

  /** The times of all steps in one line. */
  summary(): string {
    const total = [...this.#times.values()].reduce((sum, time) => sum + time, 0);
    const parts = [...this.#times].map(([step, time]) => `${step} ${seconds(time)}`);
    return `${seconds(total)} in all: ${parts.join(", ")}`;
  }
}
