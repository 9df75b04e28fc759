import { epochIn, type JsonObject, momentIn, numberIn, objectIn, textIn } from "../reading/foreign-values.ts";
import { parseJson } from "../reading/parse-json.ts";
import { fingerprintOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

/** What the runs of a file of results share. */
export interface LmEvaluation {
  identity: string[];
  model: string | undefined;
  /** The revision of the model, where it is not the main one (checkpoints of a training, for one), and what was set of it. */
  variant: string | undefined;
  startedAt: string | undefined;
  startedAtSource: string | undefined;
  versions: JsonObject;
  shots: JsonObject;
  higherIsBetter: JsonObject;
  shared: JsonObject;
}

/** Reads it from the document around the results, of either generation, and from the file's name. */
export const evaluationOf = (document: JsonObject, fileName: string): LmEvaluation => {
  const config = objectIn(document["config"]) ?? {};
  const date = numberIn(document["date"]);
  const settings = argumentsIn(config["model_args"]);
  const argument = (name: string) => textIn(settings[name]);
  // config.model is the kind of backend (hf, vllm), which many models share.
  const model = textIn(document["model_name"]) ?? MODEL_ARGUMENTS.map(argument).find((value) => value !== undefined);
  const revision = argument("revision");
  const stated = epochIn(date);
  const named = momentInName(fileName);
  const shots = config["num_fewshot"];
  return {
    identity: date === undefined ? [fingerprintOf(document)] : [model ?? "", String(date)],
    model: model === undefined ? undefined : withoutFolders(model),
    variant: variantOf([revision === "main" ? undefined : revision], settingsOf(document, settings), DEFAULTS),
    startedAt: stated ?? named,
    startedAtSource:
      stated === undefined && named !== undefined
        ? "the file's name, whose time zone is unknown, taken as UTC"
        : undefined,
    versions: objectIn(document["versions"]) ?? {},
    shots: objectIn(document["n-shot"]) ?? (shots === undefined ? {} : { "*": shots }),
    higherIsBetter: objectIn(document["higher_is_better"]) ?? {},
    shared: { backend: textIn(config["model"]), limit: config["limit"], gitHash: textIn(document["git_hash"]) },
  };
};

/** Which of its arguments names a model, in the harness's own order: an adapter comes before the model that it is put on. */
const MODEL_ARGUMENTS = ["peft", "delta", "pretrained", "model", "path", "engine"];

/** Arguments come as one text (pretrained=lab/m,dtype=float16), in which one may be JSON itself, or as an object. */
const argumentsIn = (args: unknown): JsonObject => {
  const pairs = splitArguments(textIn(args) ?? "").filter(Boolean);
  return objectIn(args) ?? Object.fromEntries(pairs.map(argumentIn));
};

const argumentIn = (pair: string): [name: string, value: unknown] => {
  const [name = "", value] = pair.split(/=(.*)/s);
  try {
    return [name, /^[{[]/.test(value ?? "") ? parseJson(value ?? "") : value];
  } catch {
    return [name, value];
  }
};

/** The parts between commas, save those within braces, brackets and quotes; where these do not match, all commas count. */
const splitArguments = (text: string): string[] => {
  const parts = [""];
  let [depth, isQuoted] = [0, false];
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && "{[".includes(character)) depth += 1;
    else if (!isQuoted && "}]".includes(character)) depth -= 1;
    if (character === "," && depth === 0 && !isQuoted) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${character}`);
  }
  return depth === 0 && !isQuoted ? parts : text.split(",");
};

const DEFAULTS = { dtype: "auto", fewshot_as_multiturn: false, load_in_8bit: "False", load_in_4bit: "False" };

/** More arguments than that are the whole configuration of a model, of which nobody says what is the default. */
const MAX_ARGUMENTS = 20;

/** What was set besides the model's name: its arguments, those of its answers, and how the questions were put. */
const settingsOf = (document: JsonObject, settings: JsonObject): JsonObject => {
  const set = Object.entries(settings).filter(([name]) => !MODEL_ARGUMENTS.includes(name) && name !== "revision");
  return {
    ...(set.length <= MAX_ARGUMENTS ? Object.fromEntries(set) : {}),
    ...argumentsIn(objectIn(document["config"])?.["gen_kwargs"]),
    chat_template: textIn(document["chat_template"]) === undefined ? undefined : true,
    fewshot_as_multiturn: document["fewshot_as_multiturn"],
    system_instruction: document["system_instruction"],
  };
};

/** A model that is a path on somebody's machine goes by its last part. */
const withoutFolders = (model: string): string =>
  /^[/~.]/.test(model) ? (model.split("/").filter(Boolean).at(-1) ?? model) : model;

/** Both generations of the harness put the moment into the name: 2026-01-02T03-04-05.678, and 01-02-2026-03-04-05 before. */
const momentInName = (name: string): string | undefined => {
  const [, day, hour, minute, second] = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d(?:\.\d+)?)/.exec(name) ?? [];
  if (day !== undefined) return momentIn(`${day}T${hour}:${minute}:${second}Z`);
  const [, month, date, year, ...time] = /(\d\d)-(\d\d)-(\d{4})-(\d\d)-(\d\d)-(\d\d)/.exec(name) ?? [];
  return momentIn(`${year}-${month}-${date}T${time.join(":")}Z`);
};
