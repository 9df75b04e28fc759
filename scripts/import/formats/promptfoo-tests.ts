import { countIn, type JsonObject, nameIn, objectIn } from "../reading/foreign-values.ts";
import { fingerprintOf } from "./run-id.ts";

/** The longest text of a test's variables that becomes a name. */
const MAX_VARS_LENGTH = 120;

/** Variables that promptfoo itself adds, another value each time. */
const OWN_VARIABLE = /^(_|sessionId$)/;

interface Test {
  key: string;
  description: string | undefined;
  vars: string | undefined;
}

/**
 * The tests of an evaluation. promptfoo numbers them on through its repeats, so that not the number tells a test but what it is: its
 * description, its variables and its assertions.
 */
export class PromptfooTests {
  /** The lowest number of each test. */
  readonly #numbers = new Map<string, number>();
  readonly #ofDescription = new Map<string, Set<string>>();
  readonly #columns = new Map<string, Set<unknown>>();
  /** How often each content came without an id. */
  readonly #contents = new Map<string, number>();

  note(result: JsonObject): void {
    const { key, description = "" } = testOf(result);
    const number = countIn(result["testIdx"]) ?? 0;
    this.#numbers.set(key, Math.min(number, this.#numbers.get(key) ?? number));
    this.#ofDescription.set(description, (this.#ofDescription.get(description) ?? new Set()).add(key));
    const column = columnKey(result);
    this.#columns.set(column, (this.#columns.get(column) ?? new Set()).add(result["promptIdx"]));
  }

  /** What a result's test is called: by its description, with its variables where several share that, else by its place among them. */
  nameOf(result: JsonObject): string {
    const { key, description, vars } = testOf(result);
    if (description !== undefined) {
      const isAlone = (this.#ofDescription.get(description)?.size ?? 0) <= 1;
      return isAlone || vars === undefined ? description : `${description} (${vars})`;
    }
    if (vars !== undefined) return vars;
    const number = this.#numbers.get(key) ?? 0;
    return `test ${[...this.#numbers.values()].filter((other) => other < number).length + 1}`;
  }

  /** What a result without an id is told by: what it holds, and how many of the same came before. */
  contentOf(result: JsonObject): [content: string, number: number] {
    const content = fingerprintOf(result);
    const number = (this.#contents.get(content) ?? 0) + 1;
    this.#contents.set(content, number);
    return [content, number];
  }

  /** Which of several columns a result is in that nothing else tells apart; undefined where there is one. */
  columnOf(result: JsonObject): string | undefined {
    const columns = this.#columns.get(columnKey(result));
    return columns === undefined || columns.size < 2 ? undefined : `column ${Number(result["promptIdx"]) + 1}`;
  }
}

const testOf = (result: JsonObject): Test => {
  const test = objectIn(result["testCase"]) ?? {};
  const vars = objectIn(test["vars"]) ?? objectIn(result["vars"]) ?? {};
  const own = Object.entries(vars).filter(([name]) => !OWN_VARIABLE.test(name));
  const description = nameIn(test["description"]) ?? nameIn(result["description"]);
  return { key: fingerprintOf([description, own, test["assert"]]), description, vars: varsText(own) };
};

/** A test's variables as a name; undefined where it has none. */
export const varsText = (vars: readonly (readonly [string, unknown])[]): string | undefined =>
  nameIn(
    vars.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`).join(", "),
    MAX_VARS_LENGTH,
  );

const columnKey = (result: JsonObject): string =>
  JSON.stringify([result["provider"], objectIn(result["prompt"])?.["label"]]);
