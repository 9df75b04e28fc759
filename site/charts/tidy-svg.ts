const ATTRIBUTES_OF_TEXT = ["font-family", "font-size", "font-variant", "class"];

/** Rounds the numbers of an attribute to one decimal: a tenth of a pixel is finer than a screen. */
const roundNumbers = (text: string): string =>
  text.replace(/-?\d*\.\d+(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(1))));

const ROUNDED = ["d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "transform", "width", "height"];

/**
 * Makes a drawn plot fit for a page: an image with a name, whose parts say nothing of their own (Plot labels bare groups, which
 * assistive technology rejects); without the style block; with short numbers. Changes and returns the element.
 */
export const tidySvg = (svg: SVGSVGElement, label: string): SVGSVGElement => {
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const name of ATTRIBUTES_OF_TEXT) svg.removeAttribute(name);
  for (const part of svg.querySelectorAll("*")) {
    for (const { name } of [...part.attributes]) if (name.startsWith("aria-")) part.removeAttribute(name);
    for (const name of ROUNDED) {
      const value = part.getAttribute(name);
      if (value?.includes(".")) part.setAttribute(name, roundNumbers(value));
    }
  }
  svg.setAttribute("class", "chart");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  return svg;
};
