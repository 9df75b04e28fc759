import { SaxesParser } from "saxes";
import { FormatError } from "./format-error.ts";

/** An element of an XML document. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  /** The text directly within it. */
  text: string;
}

/** How deep elements may be nested. */
const MAX_DEPTH = 100;

/** An element that is not at its end yet. */
interface OpenElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** Parses an XML document; gives its root. Entities of its own are not expanded. FormatError if it is not well-formed or cut off. */
export const parseXml = (text: string): XmlElement => {
  const root: OpenElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const innermost = () => open.at(-1) ?? root;
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length > MAX_DEPTH) throw new Error(`elements are nested over ${MAX_DEPTH} deep`);
    const element = { name, attributes, children: [], text: "" };
    innermost().children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  const addText = (part: string) => {
    innermost().text += part;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  try {
    parser.write(text).close();
  } catch (error) {
    throw new FormatError(`it is not valid XML: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  const [element] = root.children;
  if (element === undefined) throw new FormatError("it is not valid XML: it has no element");
  return element;
};
