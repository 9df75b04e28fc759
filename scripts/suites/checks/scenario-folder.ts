/** The absolute path of the scenario's folder, as the harness states it. */
export const scenarioFolder = (): string => {
  const folder = process.env["ZE_BENCHMARKS_SCENARIO"];
  if (!folder) throw new Error("ZE_BENCHMARKS_SCENARIO must name the scenario's folder");
  return folder;
};
