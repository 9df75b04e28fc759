import { kindOf, type Matrix, type SquareKind } from "../snapshot/matrix.ts";

/** The kinds that are drawn; an absent square stays the page's colour. */
const DRAWN = ["none", "all", "some", "error"] as const satisfies readonly SquareKind[];
type DrawnKind = (typeof DRAWN)[number];

/** One stroke along a row for each run of neighbouring squares that `isDrawn` takes. A square is 1 wide, a row 1 high. */
const strokes = (kinds: readonly SquareKind[], row: number, isDrawn: (kind: SquareKind) => boolean): string => {
  let path = "";
  let end = 0;
  for (let start = 0; start < kinds.length; start++) {
    if (!isDrawn(kinds[start] ?? "absent")) continue;
    let length = 1;
    while (start + length < kinds.length && isDrawn(kinds[start + length] ?? "absent")) length++;
    path += path === "" ? `M${start} ${row}.5h${length}` : `m${start - end} 0h${length}`;
    start += length - 1;
    end = start + 1;
  }
  return path;
};

/**
 * The matrix as paths, a few a row. What none passed is drawn as the ground under everything else that ran, so that it breaks seldom
 * and stays short.
 */
export const matrixPaths = ({ rows }: Pick<Matrix, "rows">): { kind: DrawnKind; d: string }[] =>
  rows.flatMap((squares, row) => {
    const kinds = Array.from(squares, kindOf);
    return DRAWN.map((drawn) => ({
      kind: drawn,
      d: strokes(kinds, row, (kind) => (drawn === "none" ? kind !== "absent" && kind !== "error" : kind === drawn)),
    })).filter(({ d }) => d !== "");
  });
