/** One text for several names, by which a Map finds them again: different names never share a key. One that is not stated counts as "". */
export const keyOf = (...names: readonly (string | null | undefined)[]): string =>
  JSON.stringify(names.map((name) => name ?? ""));

/** The key of a version of a suite; "", null and absent all mean that its version is not stated. */
export const versionKey = (version: { suite: string; suiteVersion?: string | null | undefined }): string =>
  keyOf(version.suite, version.suiteVersion);
