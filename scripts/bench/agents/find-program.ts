import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The absolute path of a program by its name on the PATH, or by an absolute path; undefined if it is not there. */
export const findProgram = async (
  name: string,
  variables: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> => {
  const folders = isAbsolute(name) ? [""] : (variables["PATH"] ?? "").split(delimiter);
  const endings = process.platform === "win32" ? (variables["PATHEXT"] ?? ".EXE;.CMD").split(";") : [""];
  for (const folder of folders) {
    for (const ending of endings) {
      const path = `${folder === "" ? name : join(folder, name)}${ending}`;
      if (isAbsolute(path) && (await isExecutable(path))) return path;
    }
  }
  return undefined;
};
