import { followPrompt } from "./steps/follow-prompt.ts";

/* An agent that is a script: it does what a prompt spells out literally, step by step, and understands nothing else. */

await followPrompt(() => false);
