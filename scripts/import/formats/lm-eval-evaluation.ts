import { epochSecondsIn, type JsonObject, momentIn, numberIn, objectIn, textIn } from "../reading/foreign-values.ts";
import { fingerprintOf } from "./run-id.ts";

/** What the runs of a file of results share. */
export interface LmEvaluation {
  identity: string[];
  model: string | undefined;
  /** The revision of the model, where it is not the main one: checkpoints of a training, for one. */
  revision: string | undefined;
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
  const argument = argumentsIn(config["model_args"]);
  // config.model is the kind of backend (hf, vllm), which many models share.
  const model = textIn(document["model_name"]) ?? MODEL_ARGUMENTS.map(argument).find((value) => value !== undefined);
  const revision = argument("revision");
  const stated = epochSecondsIn(date);
  const named = momentInName(fileName);
  const shots = config["num_fewshot"];
  return {
    identity: date === undefined ? [fingerprintOf(document)] : [model ?? "", String(date)],
    model: model === undefined ? undefined : withoutFolders(model),
    revision: revision === "main" ? undefined : revision,
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

/** The value of an argument; arguments come as one text (pretrained=lab/m,dtype=float16) or as an object. */
const argumentsIn = (args: unknown): ((name: string) => string | undefined) => {
  const pairs = (textIn(args) ?? "").split(",").map((pair) => pair.split(/=(.*)/s) as [string, string?]);
  const fields = objectIn(args) ?? Object.fromEntries(pairs);
  return (name) => textIn(fields[name]);
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
