import { administration } from "./administration.ts";
import type { Operation } from "./operation.ts";
import { runs } from "./runs.ts";
import { service } from "./service.ts";
import { statistics } from "./statistics.ts";
import { submissions } from "./submissions.ts";

/** Every entry of the route table, described. Their examples follow on each other: what the first submit, the later read. */
export const OPERATIONS: readonly Operation[] = [...submissions, ...runs, ...statistics, ...administration, ...service];
