/** What the API says a request cost in D1, in its header Server-Timing: rows as they are billed; NaN where it does not say. */
export const costOf = (response: Response): { rowsRead: number; rowsWritten: number } => {
  const timing = response.headers.get("server-timing") ?? "";
  const figure = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(timing)?.[1] ?? Number.NaN);
  return { rowsRead: figure("rows_read"), rowsWritten: figure("rows_written") };
};
