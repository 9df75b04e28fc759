/** What a build of a large site can do without (npm run build -- --without). */
type Leavable = "scenario-downloads";

/** Whether this build leaves something out: ZE_BENCHMARKS_WITHOUT names it, among others by commas. */
export const isLeftOut = (
  what: Leavable,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean => (environment["ZE_BENCHMARKS_WITHOUT"] ?? "").split(",").includes(what);
