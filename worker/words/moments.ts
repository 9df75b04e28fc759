import { UNKNOWN } from "./numbers.ts";

/** A moment: ISO 8601 in UTC, of whatever year, or milliseconds since 1970. */
type Moment = string | number | null | undefined;

const isoOf = (moment: string | number): string =>
  typeof moment === "number" ? new Date(moment).toISOString() : moment;

/** A moment to the minute, where something else says that it is in UTC: "2026-08-01 12:00". */
export const formatMinute = (moment: Moment): string => {
  if (moment === null || moment === undefined) return UNKNOWN;
  const [day, time = ""] = isoOf(moment).split("T");
  return `${day} ${time.slice(0, 5)}`;
};

/** A moment to the minute: "2026-08-01 12:00 UTC". */
export const formatMoment = (moment: Moment): string => {
  const minute = formatMinute(moment);
  return minute === UNKNOWN ? UNKNOWN : `${minute} UTC`;
};

/** The day of a moment in seconds since 1970, in UTC: "2026-08-01"; "n/a" for 0, which stands for none. */
export const formatDay = (seconds: number): string =>
  seconds === 0 ? UNKNOWN : isoOf(seconds * 1000).slice(0, -"T00:00:00.000Z".length);
