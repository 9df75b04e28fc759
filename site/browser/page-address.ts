/** What the page's address says of its own state, by name. */
export const stateIn = (): URLSearchParams => new URLSearchParams(location.search);

/** Writes parts of the page's state into its address; an empty one is taken out. */
export const remember = (values: Readonly<Record<string, string>>): void => {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState(history.state, "", url);
};
