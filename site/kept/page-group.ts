/** Pages, and files beside them, that follow from the same data. */
export interface PageGroup {
  /** How their addresses begin, with a slash at the end; or whole addresses. Of two groups the one with the longer beginning has a page. */
  paths: readonly string[];
  /** Another one for other data. */
  key: string;
}

/** Finds the group that has an address, which may lack its last slash; undefined: the page is of the whole site. */
export const groupFinder = <Group extends Pick<PageGroup, "paths">>(groups: readonly Group[]) => {
  const byPath = new Map(groups.flatMap((group) => group.paths.map((path) => [path, group] as const)));
  return (address: string): Group | undefined => {
    const whole = byPath.get(address);
    if (whole) return whole;
    for (
      let at = address.replace(/\/?$/, "/");
      at.length > 1;
      at = at.slice(0, at.lastIndexOf("/", at.length - 2) + 1)
    ) {
      const group = byPath.get(at);
      if (group) return group;
    }
    return undefined;
  };
};
