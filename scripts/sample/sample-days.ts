const DAY_MS = 86_400_000;

/** The day on which the sample's last run starts by the dates of the cast. */
const LAST_DAY = Date.parse("2026-08-06T00:00:00.000Z");

/** The day before a moment, in UTC: "2026-08-01". */
export const dayBefore = (moment: Date): string => new Date(moment.getTime() - DAY_MS).toISOString().slice(0, 10);

/** By how many milliseconds the dates of the cast move for the last run to start on a day: whole days. */
export const shiftTo = (lastDay: string): number => Date.parse(`${lastDay}T00:00:00.000Z`) - LAST_DAY;
