import * as z from "zod";
import type { ServiceOptions } from "../models/ask-service.ts";
import type { ChatMessage, ChatModel, ChatTurn } from "../models/chat-model.ts";
import { requireService, ServiceSchema } from "../models/connection.ts";
import { openModel } from "../models/open-model.ts";
import { ServiceError } from "../models/service-error.ts";
import { RunError } from "../running/run-error.ts";
import { commonFields, type Evidence, type Verdict } from "./evaluator.ts";
import { judgeInstructions, judgeQuestion } from "./judge-prompt.ts";

/** Room for the reasoning of models that think before they answer. */
const MAX_TOKENS = 16_000;

/** An evaluator that has a language model score the work by a rubric. */
export const JudgeSchema = z.strictObject({
  type: z.literal("judge"),
  ...commonFields,
  provider: ServiceSchema.describe("The service that the judge is asked through."),
  model: z.string().min(1).describe("The judge: a model by the service's name for it."),
  rubric: z.string().min(1).describe("What to look at, and what is worth how many points."),
  maxScore: z.number().positive().max(1000).default(5).describe("The most that the judge can give; the least is 0."),
});
export type JudgeSettings = z.infer<typeof JudgeSchema>;

/** Makes sure that the judge can be asked. CliError: there is no key for its service. */
export const requireJudge = ({ provider }: JudgeSettings, env?: NodeJS.ProcessEnv): void => {
  requireService(provider, env);
};

/**
 * The judge's score for what an agent has left behind, with its reasoning as details. RunError "evaluation": the judge's service failed,
 * or it gave twice no score from 0 to maxScore.
 */
export const evaluateWithJudge = async (
  settings: JudgeSettings,
  evidence: Evidence,
  options?: ServiceOptions,
): Promise<Verdict> => {
  const judge = openModel(settings.provider, settings.model, { ...options, env: evidence.env });
  const messages: ChatMessage[] = [{ role: "user", text: await judgeQuestion(settings, evidence) }];
  const first = await askJudge(judge, messages, settings, evidence.signal);
  const verdict = verdictIn(first, settings);
  if (typeof verdict !== "string") return verdict;
  // Services take no turn back that says nothing.
  if (first.text !== "") messages.push({ role: "assistant", turn: first });
  messages.push({ role: "user", text: `That cannot be read: ${verdict}. Answer again, with the JSON object alone.` });
  const second = verdictIn(await askJudge(judge, messages, settings, evidence.signal), settings);
  if (typeof second !== "string") return second;
  throw new RunError("evaluation", `the judge ${settings.model} gave no score that can be read: ${second}`);
};

const askJudge = async (
  judge: ChatModel,
  messages: readonly ChatMessage[],
  settings: JudgeSettings,
  signal: AbortSignal,
): Promise<ChatTurn> => {
  const request = { system: judgeInstructions(settings), messages, maxTokens: MAX_TOKENS, signal };
  try {
    return await judge.ask({ ...request, temperature: 0 }).catch((error) => {
      // Some models let nobody choose it.
      const isUnwanted = error instanceof ServiceError && error.isRequestAtFault && /temperature/i.test(error.message);
      if (!isUnwanted) throw error;
      return judge.ask(request);
    });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new RunError("evaluation", `the judge ${settings.model} cannot be asked: ${error.message}`, { cause: error });
  }
};

/** The verdict in a judge's turn, or why there is none. */
const verdictIn = ({ text, stop }: ChatTurn, { maxScore }: JudgeSettings): Verdict | string => {
  if (stop !== "end") return stop === "length" ? "it was cut off" : "the judge refused";
  const schema = z.object({ score: z.number().min(0).max(maxScore), reasoning: z.string() });
  const found = schema.safeParse(jsonIn(text));
  if (!found.success) return z.prettifyError(found.error);
  const { score, reasoning } = found.data;
  return { score, maxScore, details: reasoning.replaceAll("\0", "").toWellFormed() };
};

/** The JSON that a text consists of, bare or as one block of code; undefined if it is something else. */
const jsonIn = (text: string): unknown => {
  const [, block] = /^```(?:json)?\n(.*)\n```$/s.exec(text.trim()) ?? [];
  try {
    return JSON.parse(block ?? text);
  } catch {
    return undefined;
  }
};
