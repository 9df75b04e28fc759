import { readFileSync } from "node:fs";
import ts from "typescript";
import { inProject } from "../../command/project.ts";
import type { Change } from "./change.ts";
import { findChanges } from "./find-changes.ts";

/** A source file, and what may be changed in it. */
export interface Source {
  /** Its path from the project's folder. */
  file: string;
  text: string;
  changes: readonly Change[];
}

export const readSource = (file: string): Source => {
  const text = readFileSync(inProject(file), "utf8");
  return { file, text, changes: findChanges(text) };
};

/** Whether a module keeps something from call to call, which a change could spoil for all that come after it. */
export const keepsState = ({ text }: Source): boolean =>
  ts
    .createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true)
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .some(
      ({ parent, initializer }) =>
        (parent.flags & ts.NodeFlags.Const) === 0 ||
        (initializer !== undefined && ts.isNewExpression(initializer) && !initializer.arguments?.length),
    );
