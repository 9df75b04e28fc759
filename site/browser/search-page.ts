import { inSite } from "../tables/in-site.ts";
import { findItems, type SearchItem } from "./find-items.ts";
import { describeFound, nextStop, noteOf } from "./search-words.ts";

/** So many are shown at first, and with each wish for more. */
const SHOWN = 30;

const part = document.querySelector<HTMLElement>("[data-search]");
const input = part?.querySelector("input");
const status = part?.querySelector("p");
const list = part?.querySelector("ol");
const more = part?.querySelector("button");

let items: Promise<readonly SearchItem[]> | undefined;

/** What can be found: read when it is first asked for, and again if that failed. */
const readItems = () => {
  items ??= fetch(inSite("/search/items.json")).then((response) =>
    response.ok ? response.json() : Promise.reject(response.status),
  );
  items.catch(() => {
    items = undefined;
  });
  return items;
};

const rowOf = (item: SearchItem) => {
  const [, title, path] = item;
  const row = document.createElement("li");
  const link = document.createElement("a");
  link.href = inSite(path);
  link.textContent = title;
  const note = document.createElement("small");
  note.textContent = noteOf(item);
  row.append(link, " ", note);
  return row;
};

const show = async (query: string, most = SHOWN): Promise<void> => {
  if (!input || !status || !list || !more) return;
  const address = new URL(location.href);
  if (query === "") address.searchParams.delete("q");
  else address.searchParams.set("q", query);
  history.replaceState(history.state, "", address);
  if (query === "") {
    list.replaceChildren();
    status.textContent = "";
    more.hidden = true;
    return;
  }
  const all = await readItems().catch(() => undefined);
  // Another letter may have been typed meanwhile.
  if (input.value.trim() !== query) return;
  const found = all ? findItems(all, query) : [];
  list.replaceChildren(...found.slice(0, most).map(({ item }) => rowOf(item)));
  more.hidden = found.length <= most;
  more.onclick = () => void show(query, most + SHOWN);
  status.textContent = describeFound(query, found.length, all);
};

if (part && input) {
  part.hidden = false;
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", () => void show(input.value.trim()));
  // Down goes from the field to what is found, and on; up the other way.
  part.addEventListener("keydown", (event) => {
    const stops = [input, ...part.querySelectorAll("a")];
    const { activeElement } = document;
    const from = stops.findIndex((stop) => activeElement?.isSameNode(stop));
    const next = nextStop(event.key, from, stops.length);
    if (next === undefined) return;
    event.preventDefault();
    stops[next]?.focus();
  });
  input.focus();
  if (input.value !== "") void show(input.value.trim());
}
