// Lets a reader point at the squares of a drawn matrix, or move over them with the arrow keys. The cursor is a link to the square's
// runs, so that clicks, Enter and the browser's own menu work as on any other figure.
import "../styles/matrix-cursor.css";
import type { Entry } from "#contract/names/entry.ts";
import { trialsHref } from "../tables/trials-href.ts";
import { moveCursor, type Place, readSquares } from "./matrix-squares.ts";

type MatrixData = { suite: string; suiteVersion: string | undefined; entries: Entry[]; scenarios: string[] };

const KINDS: Record<string, string> = {
  all: "all passed",
  some: "some passed",
  none: "none passed",
  error: "only infrastructure errors",
};

const HINT =
  "Point at a square to see what it is; click it to open its runs. By keyboard: the arrow keys move between squares, Enter opens one.";

/** What a matrix says of each of its squares, in words; undefined for a place outside of it. */
const squareWords = (svg: SVGSVGElement, { entries, scenarios }: MatrixData) => {
  const paths = [...svg.querySelectorAll("path")].map((path) => ({
    kind: path.getAttribute("class") ?? "",
    d: path.getAttribute("d") ?? "",
  }));
  const squares = readSquares(paths, entries.length);
  return ({ row, column }: Place) => {
    const [entry, scenario] = [entries[row], scenarios[column]];
    if (!entry || scenario === undefined) return undefined;
    const name = [entry.agent, entry.model, entry.variant].filter((part) => part !== undefined).join(" · ");
    const words = `${name} at ${scenario}: ${KINDS[squares[row]?.[column] ?? ""] ?? "no run counts"}`;
    return { entry, scenario, words };
  };
};

const addCursor = (svg: SVGSVGElement, data: MatrixData, says: HTMLElement) => {
  const size = { row: data.entries.length, column: data.scenarios.length };
  const squareAt = squareWords(svg, data);
  const link = document.createElement("a");
  let place: Place = { row: 0, column: 0 };

  const move = (to: Place) => {
    const square = squareAt(to);
    if (!square) return;
    place = to;
    const { width, height } = svg.getBoundingClientRect();
    const [x, y] = [width / size.column, height / size.row];
    link.style.width = `${x}px`;
    link.style.height = `${y}px`;
    link.style.transform = `translate(${to.column * x}px, ${to.row * y}px)`;
    link.href = trialsHref(data, square);
    says.textContent = square.words;
    link.ariaLabel = square.words;
  };

  const placeAt = ({ clientX, clientY }: MouseEvent): Place => {
    const { left, top, width, height } = svg.getBoundingClientRect();
    return {
      row: Math.floor(((clientY - top) / height) * size.row),
      column: Math.floor(((clientX - left) / width) * size.column),
    };
  };

  link.className = "trials matrix-cursor";
  svg.after(link);
  move(place);
  says.textContent = HINT;
  link.addEventListener("focus", () => move(place));
  link.addEventListener("keydown", (event) => {
    const to = moveCursor(place, event.key, size);
    if (!to || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(to);
    link.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  svg.addEventListener("pointermove", (event) => move(placeAt(event)));
  link.addEventListener("pointermove", (event) => move(placeAt(event)));
  // A finger does not hover: the square comes under it with the touch only.
  svg.addEventListener("click", (event) => {
    move(placeAt(event));
    link.click();
  });
};

const svg = document.querySelector<SVGSVGElement>("svg[data-matrix]");
const data = document.querySelector("#matrix-data")?.textContent;
const says = document.querySelector<HTMLElement>("#matrix-place");
if (svg && data && says) addCursor(svg, JSON.parse(data), says);
