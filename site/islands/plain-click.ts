/** The element of a click that a selector finds, if the page may answer it: with a modifier key a link stays the browser's. */
export const plainClickOn = (event: MouseEvent, selector: string): Element | undefined => {
  const isTaken = event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return isTaken || !(event.target instanceof Element) ? undefined : (event.target.closest(selector) ?? undefined);
};
