import { followPrompt } from "./steps/follow-prompt.ts";

/* An agent that is a script: as literal.ts, but it forgets about one step in five, so that no two trials need be alike. */

await followPrompt(() => Math.random() < 0.2);
