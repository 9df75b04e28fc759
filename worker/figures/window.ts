const DAY = 86_400_000;

/** Where a look back of some days begins, today in UTC included: as a day since 1970 and as a moment; both absent for all days. */
export const windowOf = (
  days: number | undefined,
  now: Date,
): { firstDay: number | undefined; since: string | null } => {
  if (days === undefined) return { firstDay: undefined, since: null };
  const firstDay = Math.max(0, Math.floor(now.getTime() / DAY) - days + 1);
  return { firstDay, since: new Date(firstDay * DAY).toISOString() };
};

/** A day since 1970 as text: 2026-08-01. */
export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
