/** Adds a style sheet to the page, and comes when it is there, or cannot be had: without it an island is plain, and better than none. */
export const loadStyle = (address: string): Promise<void> =>
  new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
