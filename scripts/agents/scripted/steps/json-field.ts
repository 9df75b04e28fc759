type Json = Record<string, unknown>;

/** One name of a path: `.name` or `['name']`. */
const NAME = /\.([\w$]+)|\['([^'\\]+)'\]/y;

const namesOf = (path: string): string[] => {
  const names: string[] = [];
  NAME.lastIndex = 1;
  while (path.startsWith("$") && NAME.lastIndex < path.length) {
    const match = NAME.exec(path);
    if (!match) break;
    names.push(match[1] ?? match[2] ?? "");
    if (NAME.lastIndex === path.length) return names;
  }
  throw new Error(`not the path of a field: ${path}`);
};

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * JSON text with one field set, or taken away where the value is undefined. Objects on the way to it are made. Throws for any other path,
 * and where something that is no object is in the way.
 */
export const withField = (text: string, path: string, value: unknown): string => {
  const document: unknown = JSON.parse(text);
  const names = namesOf(path);
  const last = names.pop() as string;
  let place = document;
  for (const name of names) {
    if (!isObject(place)) break;
    if (place[name] === undefined && value !== undefined) place[name] = {};
    place = place[name];
  }
  if (!isObject(place)) throw new Error(`no object holds ${path}`);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return `${JSON.stringify(document, null, 2)}\n`;
};

/** A value as a prompt writes it: JSON if it is that, else the text itself. */
export const readValue = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
