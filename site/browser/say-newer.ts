import { hasNewerRuns } from "./newer-runs.ts";

const note = document.querySelector<HTMLElement>("[data-shown]");
const { shown: shownAt, present } = note?.dataset ?? {};

const look = async (): Promise<void> => {
  if (!note || shownAt === undefined || present === undefined) return;
  note.hidden = !(await hasNewerRuns({ shownAt, address: present, memory: sessionStorage, now: Date.now() }));
};

// A browser may keep pages from remembering anything: then nothing is said.
const lookQuietly = () => void look().catch(() => undefined);

if ("requestIdleCallback" in window) requestIdleCallback(lookQuietly);
else setTimeout(lookQuietly, 2_000);
