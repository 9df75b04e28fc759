const TAG = /<([a-z][a-z0-9-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const HIDDEN = /<!--.*?-->|<(script|style|template)\b[^>]*>.*?<\/\1>/gis;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Text as a browser reads it. */
const decode = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hexadecimal, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    return ENTITIES[name] ?? whole;
  });

/** An element's name and attributes. */
export interface Tag {
  name: string;
  attributes: ReadonlyMap<string, string>;
}

/** The start tags of a page, in their order. What a script or style holds is none. */
export function* tagsOf(html: string): Generator<Tag> {
  const plain = html.replace(HIDDEN, (hidden) =>
    hidden.startsWith("<!--") ? "" : hidden.slice(0, hidden.indexOf(">") + 1),
  );
  for (const [, name = "", attributes = ""] of plain.matchAll(TAG)) {
    const found = new Map<string, string>();
    for (const [, key = "", double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
      found.set(key.toLowerCase(), decode(double ?? single ?? bare ?? ""));
    }
    yield { name: name.toLowerCase(), attributes: found };
  }
}

/** The words inside the first element of this name; "" if it is not there or holds none. */
export const textIn = (html: string, element: "title" | "h1" | "main"): string => {
  const [, content = ""] = new RegExp(`<${element}\\b[^>]*>(.*?)</${element}>`, "is").exec(html) ?? [];
  return decode(content.replace(HIDDEN, " ").replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
};
