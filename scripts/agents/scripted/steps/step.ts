/** One step that a prompt spells out. Paths are relative to the workspace. */
export type Step =
  | { kind: "replace"; file: string; text: string; by: string; every: boolean }
  | { kind: "set"; file: string; path: string; value: string }
  | { kind: "remove"; file: string; path: string }
  | { kind: "insert"; file: string; after: string; lines: string }
  | { kind: "append"; file: string; lines: string }
  | { kind: "write"; file: string; lines: string }
  | { kind: "delete"; file: string }
  | { kind: "run"; command: string };
