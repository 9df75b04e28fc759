// What the workflow "report" runs: tells a pull request what its benchmark found. Reads the workflow's event, and a file with the result.
import { readFile } from "node:fs/promises";
import { readGateResult } from "../gate/read-result.ts";
import { COMMENT_MARK, markdownOf, summaryOf } from "../gate/reports.ts";
import type { GateResult } from "../gate/run-gate.ts";

const CHECK = "ze-benchmarks gate";
/** The longest text that GitHub takes for a comment or a check. */
const MOST = 60_000;

/** What of the event is used. */
interface WorkflowEvent {
  action: string;
  workflow_run: {
    head_sha: string;
    head_branch: string;
    html_url: string;
    conclusion: string | null;
    head_repository: { owner: { login: string } };
  };
}

/** Where GitHub is asked, and as whom. */
interface GitHub {
  api: string;
  repository: string;
  token: string;
}

const ask = async (
  { api, repository, token }: GitHub,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> => {
  const response = await fetch(`${api}/repos/${repository}/${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28",
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`GitHub answered ${response.status} to ${method} ${path}: ${await response.text()}`);
  return response.json();
};

const CONCLUSIONS = { pass: "success", fail: "failure", unknown: "neutral" } as const;

/** Creates the check, or brings the one that was created before to its conclusion. */
const setCheck = async (
  github: GitHub,
  { action, workflow_run: run }: WorkflowEvent,
  result: GateResult | undefined,
) => {
  const found = (await ask(
    github,
    "GET",
    `commits/${run.head_sha}/check-runs?check_name=${encodeURIComponent(CHECK)}`,
  )) as { check_runs: { id: number; status: string }[] };
  const open = found.check_runs.find(({ status }) => status !== "completed");
  const state =
    action === "completed"
      ? {
          status: "completed",
          conclusion: result ? CONCLUSIONS[result.verdict] : "failure",
          output: {
            title: result ? summaryOf(result).slice(0, 200) : "The benchmark gave no result",
            summary: result ? markdownOf(result).slice(0, MOST) : `See ${run.html_url}`,
          },
        }
      : { status: "in_progress" };
  const fields = { name: CHECK, head_sha: run.head_sha, details_url: run.html_url, ...state };
  if (open) await ask(github, "PATCH", `check-runs/${open.id}`, fields);
  else await ask(github, "POST", "check-runs", fields);
};

/** The open pull request of a branch, which may be a fork's: asked for, since what the fork's run left may say anything. */
const findPull = async (github: GitHub, { workflow_run: run }: WorkflowEvent): Promise<number | undefined> => {
  const head = `${run.head_repository.owner.login}:${run.head_branch}`;
  const pulls = (await ask(github, "GET", `pulls?state=open&head=${encodeURIComponent(head)}`)) as {
    number: number;
    head: { sha: string };
  }[];
  return pulls.find((pull) => pull.head.sha === run.head_sha)?.number;
};

/** Writes the comment, in the place of the one from before. */
const setComment = async (github: GitHub, pull: number, body: string) => {
  for (let page = 1; page <= 10; page++) {
    const comments = (await ask(github, "GET", `issues/${pull}/comments?per_page=100&page=${page}`)) as {
      id: number;
      body?: string;
      user: { type: string };
    }[];
    const own = comments.find((comment) => comment.user.type === "Bot" && comment.body?.startsWith(COMMENT_MARK));
    if (own) {
      await ask(github, "PATCH", `issues/comments/${own.id}`, { body });
      return;
    }
    if (comments.length < 100) break;
  }
  await ask(github, "POST", `issues/${pull}/comments`, { body });
};

/** Reports to GitHub what the event is of: that a benchmark has begun, or what it found. */
export const reportGate = async (env: NodeJS.ProcessEnv, file: string): Promise<void> => {
  const { GITHUB_EVENT_PATH: eventFile, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token } = env;
  if (!eventFile || !repository || !token) {
    throw new Error("GITHUB_EVENT_PATH, GITHUB_REPOSITORY and GITHUB_TOKEN must be set, as a workflow has them");
  }
  const github = { api: env["GITHUB_API_URL"] || "https://api.github.com", repository, token };
  const event: WorkflowEvent = JSON.parse(await readFile(eventFile, "utf8"));
  const text = event.action === "completed" ? await readFile(file, "utf8").catch(() => "") : "";
  const result = readGateResult(text);
  await setCheck(github, event, result);
  const pull = result && (await findPull(github, event));
  if (result && pull !== undefined) await setComment(github, pull, markdownOf(result).slice(0, MOST));
};

if (import.meta.main) await reportGate(process.env, process.argv[2] ?? "gate/gate.json");
