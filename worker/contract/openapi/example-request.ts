import type { Operation } from "../service/operation.ts";

/** The URL of an operation, from the origin on, with the example's names and query filled in. */
export const exampleUrlOf = ({ path, names = {}, queryExample = {} }: Operation): string => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(names[name]?.example ?? name));
  const query = new URLSearchParams(queryExample).toString();
  return query === "" ? filled : `${filled}?${query}`;
};

/** The example's body as it is sent; undefined: none. */
export const exampleBodyOf = ({ body }: Operation): string | undefined => {
  if (!body) return undefined;
  if (body.asSent) return JSON.stringify(body.example);
  return body.type === "application/json"
    ? JSON.stringify(body.example, null, 2)
    : (body.example as unknown[]).map((line) => `${JSON.stringify(line)}\n`).join("");
};
