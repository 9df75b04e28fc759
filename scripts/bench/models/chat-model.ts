/** What a turn used, as far as the service says; an absent value is unknown, not 0. The counts of tokens read do not overlap. */
export interface TurnUsage {
  /** Tokens read, neither from a cache nor to be put into one. */
  tokensIn?: number | undefined;
  /** Tokens written, those spent on reasoning included. */
  tokensOut?: number | undefined;
  cacheReadTokens?: number | undefined;
  cacheWriteTokens?: number | undefined;
  /** Of the tokens written, those spent on reasoning. */
  reasoningTokens?: number | undefined;
  /** In US dollars. */
  costUsd?: number | undefined;
}

/** A tool as it is described to a model. */
export interface ToolDescription {
  name: string;
  description: string;
  /** The JSON Schema of its arguments, an object's. */
  parameters: Record<string, unknown>;
}

/** What a model wants done. */
export interface ToolCall {
  id: string;
  name: string;
  /** The arguments, as the model wrote them: to be checked, and a text where they are no JSON. */
  input: unknown;
}

/** What became of a call. */
export interface ToolResult {
  /** The call's. */
  id: string;
  text: string;
  isError: boolean;
}

/** What one asking of a model gives. */
export interface ChatTurn {
  text: string;
  toolCalls: ToolCall[];
  /** Why it stopped: it was done or waits for its tools, its tokens ran out, or it refused to go on. */
  stop: "end" | "length" | "refusal";
  usage: TurnUsage;
  /** The turn in the service's own form, which it wants back unchanged: reasoning is signed. */
  original: unknown;
}

/** A conversation so far; the results of a turn's calls follow it, one for each. */
export type ChatMessage =
  | { role: "user"; text: string }
  | { role: "assistant"; turn: ChatTurn }
  | { role: "tools"; results: ToolResult[] };

export interface ChatRequest {
  system: string;
  messages: readonly ChatMessage[];
  tools?: readonly ToolDescription[];
  /** The most tokens that the turn may have. */
  maxTokens: number;
  /** Default: the model's own; some models take none at all. */
  temperature?: number | undefined;
  /** Ends the asking, which then throws its reason. */
  signal: AbortSignal;
}

/** A language model behind a service. */
export interface ChatModel {
  /** One turn. ServiceError: the service could not be reached in several tries, or said no. */
  ask: (request: ChatRequest) => Promise<ChatTurn>;
}
