import { Blob, Buffer, Face, Font, shape, Variation } from "harfbuzzjs";
import { cutTextFont } from "../../styles/text-font.ts";
import type { TextStyle, Writer } from "./writer.ts";

const WEIGHTS = { plain: 400, bold: 650 };

const round = (value: number) => Number(value.toFixed(2));

/** Shapes texts in a font of a weight: the outlines of their letters and their width, in units of the font. */
const shaperOf = (face: Face, weight: number) => {
  const font = new Font(face);
  font.setVariations([new Variation("wght", weight)]);
  const paths = new Map<number, string>();
  const pathOf = (glyph: number): string => {
    // Glyph 0 stands for a letter that the font lacks: a gap says less wrong than a box.
    const path = paths.get(glyph) ?? (glyph === 0 ? "" : font.glyphToPath(glyph));
    paths.set(glyph, path);
    return path;
  };
  return (text: string): { outline: string; width: number } => {
    const buffer = new Buffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    shape(font, buffer);
    const places = buffer.getGlyphPositions();
    let width = 0;
    let outline = "";
    for (const [position, { codepoint: glyph }] of buffer.getGlyphInfos().entries()) {
      const path = pathOf(glyph);
      if (path !== "") outline += `<path transform="translate(${round(width)} 0)" d="${path}"/>`;
      width += places[position]?.xAdvance ?? 0;
    }
    return { outline, width };
  };
};

const makeWriter = async (): Promise<Writer> => {
  const font = await cutTextFont({
    targetFormat: "truetype",
    variationAxes: { wght: { min: WEIGHTS.plain, max: WEIGHTS.bold } },
  });
  const face = new Face(new Blob(new Uint8Array(font)));
  const shapers = { plain: shaperOf(face, WEIGHTS.plain), bold: shaperOf(face, WEIGHTS.bold) };
  const shaped = (text: string, size: number, bold: boolean) => {
    const { outline, width } = shapers[bold ? "bold" : "plain"](text);
    const scale = size / face.upem;
    return { outline, scale, width: width * scale };
  };
  return {
    width: (text, size, bold = false) => shaped(text, size, bold).width,
    write: (text, { x, y, size, bold = false, anchor = "start", ink = "ink" }: TextStyle) => {
      const { outline, scale, width } = shaped(text, size, bold);
      const left = anchor === "end" ? x - width : x;
      return `<g class="${ink}" transform="translate(${round(left)} ${round(y)}) scale(${scale} ${-scale})">${outline}</g>`;
    },
  };
};

let writer: Promise<Writer> | undefined;

/** Writes the outlines of the letters of the pages' own font: a picture of them needs no font where it is drawn. */
export const outlinedWriter = (): Promise<Writer> => {
  writer ??= makeWriter();
  return writer;
};
