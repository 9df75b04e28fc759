import { parseSync } from "rolldown/utils";

/** A module that exports what another one does, and of which nothing is ever called but for its undefined answer. */
export const hollow = (source: string, file: string): string => {
  const { module, errors } = parseSync(file, source);
  if (errors[0]) throw new SyntaxError(`${file}: ${errors[0].message}`);
  const names = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName }) => exportName.name ?? []),
  );
  return `const nothing = () => undefined;\nexport { ${names.map((name) => `nothing as ${name}`).join(", ")} };\n`;
};
