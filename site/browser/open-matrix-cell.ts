// Lets a reader point at the squares of a drawn matrix, or move over them with the arrow keys. The cursor is a link to the square's
// runs, so that clicks, Enter and the browser's own menu work as on any other figure.
import "../styles/matrix-cursor.css";
import type { Entry } from "#contract/names/entry.ts";
import { trialsHref } from "../tables/trials-href.ts";
import { moveCursor, type Place, readSquares } from "./matrix-squares.ts";

type MatrixData = { suite: string; suiteVersion?: string; entries: Entry[]; scenarios: string[] };

const KINDS: Record<string, string> = {
  all: "all passed",
  some: "some passed",
  none: "none passed",
  error: "only infrastructure errors",
};

const HINT =
  "Point at a square to see what it is; click it to open its runs. By keyboard: the arrow keys move between squares, Enter opens one.";

const addCursor = (svg: SVGSVGElement, text: string, says: HTMLElement) => {
  const { suite, suiteVersion, entries, scenarios }: MatrixData = JSON.parse(text);
  const size = { row: entries.length, column: scenarios.length };
  const paths = [...svg.querySelectorAll("path")].map((path) => ({
    kind: path.getAttribute("class") ?? "",
    d: path.getAttribute("d") ?? "",
  }));
  const squares = readSquares(paths, size.row);
  const link = document.createElement("a");
  let place: Place = { row: 0, column: 0 };

  const move = (to: Place) => {
    const entry = entries[to.row];
    const scenario = scenarios[to.column];
    if (!entry || scenario === undefined) return;
    place = to;
    const { width, height } = svg.getBoundingClientRect();
    const [x, y] = [width / size.column, height / size.row];
    link.style.width = `${x}px`;
    link.style.height = `${y}px`;
    link.style.transform = `translate(${to.column * x}px, ${to.row * y}px)`;
    link.href = trialsHref({ suite, suiteVersion }, { entry, scenario });
    const name = [entry.agent, entry.model, entry.variant].filter((part) => part !== undefined).join(" · ");
    says.textContent = `${name} at ${scenario}: ${KINDS[squares[to.row]?.[to.column] ?? ""] ?? "no run counts"}`;
    link.ariaLabel = says.textContent;
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
  for (const part of [svg, link]) part.addEventListener("pointermove", (event) => move(placeAt(event as PointerEvent)));
  // A finger does not hover: the square comes under it with the touch only.
  svg.addEventListener("click", (event) => {
    move(placeAt(event));
    link.click();
  });
};

const svg = document.querySelector<SVGSVGElement>("svg[data-matrix]");
const data = document.querySelector("#matrix-data")?.textContent;
const says = document.querySelector<HTMLElement>("#matrix-place");
if (svg && data && says) addCursor(svg, data, says);
