import { formatName } from "#words/names.ts";

/** How many runs say that the maker of agent or model ran them, and how many that somebody else did. */
interface RanBy {
  firstPartyRuns: number;
  thirdPartyRuns: number;
}

/** Whether some run says who ran it. */
export const saysWhoRan = ({ firstPartyRuns, thirdPartyRuns }: RanBy): boolean => firstPartyRuns + thirdPartyRuns > 0;

/** Who ran some runs, as far as they say; `maker`: how the maker of agent or model is called. */
export const ranByText = ({ firstPartyRuns: own, thirdPartyRuns: others }: RanBy, maker = "its maker"): string => {
  if (own > 0 && others > 0) return `${maker} and others`;
  if (own > 0) return maker;
  return others > 0 ? "others" : formatName(undefined);
};
