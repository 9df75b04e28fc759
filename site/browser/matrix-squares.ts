/** Where the cursor is: row and column, from 0. */
export type Place = { row: number; column: number };

const STROKE = /([Mm])(-?\d+) ([\d.]+)h(\d+)/g;

/**
 * What each square shows, read back from the paths that draw it, so that the page need not carry it twice. Takes the paths in the
 * order in which they are drawn, each with its kind and its `d`: strokes of whole squares, such as "M3 0.5h2m4 0h1". Returns a row of
 * kinds for each row; where nothing is drawn there is none.
 */
export const readSquares = (paths: readonly { kind: string; d: string }[], rows: number): string[][] => {
  const squares: string[][] = Array.from({ length: rows }, () => []);
  for (const { kind, d } of paths) {
    let column = 0;
    let row = 0;
    for (const [, command, x, y, length] of d.matchAll(STROKE)) {
      column = command === "M" ? Number(x) : column + Number(x);
      row = command === "M" ? Math.floor(Number(y)) : row + Math.floor(Number(y));
      for (const end = column + Number(length); column < end; column++) {
        const line = squares[row];
        if (line) line[column] = kind;
      }
    }
  }
  return squares;
};

const PAGE = 10;

const STEPS: Record<string, (place: Place, size: Place) => Place> = {
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  PageUp: ({ row, column }) => ({ row: row - PAGE, column }),
  PageDown: ({ row, column }) => ({ row: row + PAGE, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { column }) => ({ row, column: column - 1 }),
};

const within = (value: number, length: number) => Math.min(Math.max(value, 0), length - 1);

/** Where a key moves the cursor in a grid of that many rows and columns; undefined if the key does not move it. */
export const moveCursor = (place: Place, key: string, size: Place): Place | undefined => {
  const moved = STEPS[key]?.(place, size);
  return moved && { row: within(moved.row, size.row), column: within(moved.column, size.column) };
};
