import { type Issue, issuesOf } from "#contract/service/problem.ts";
import { queryOf } from "./page.ts";
import { invalidError } from "./problem.ts";

/** What a contract's schema gives for a value; zod is left to the contract. */
interface QuerySchema<Query> {
  safeParse: (
    value: unknown,
  ) => { success: true; data: Query } | { success: false; error: Parameters<typeof issuesOf>[0] };
}

/** The query of a request as its schema has it. Throws 400 with the issues for any other. */
export const parseQuery = <Query>(schema: QuerySchema<Query>, request: { url: string }): Query => {
  const parsed = schema.safeParse(queryOf(new URL(request.url)));
  if (parsed.success) return parsed.data;
  const issues: Issue[] = issuesOf(parsed.error);
  throw invalidError("the query", issues, 400);
};
