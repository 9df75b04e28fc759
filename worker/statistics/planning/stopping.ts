/** The most bets of a mixture, each at one share of what is at stake. */
const BETS = 32;
const SHARES_AT_STAKE = Array.from({ length: BETS }, (_, place) => Math.cos(((2 * place + 1) * Math.PI) / (4 * BETS)));

/** What ends a comparison: the first is better or worse, or the two differ by no more than a margin either way; else it goes on. */
export type Verdict = "better" | "worse" | "equivalent" | "open";

/** A comparison of two entries, pair by pair. */
export interface Comparison {
  /** Takes the next pair: the first's result minus the second's, from −1 to 1. Gives what is known after it. */
  add: (difference: number) => Verdict;
  /** Whether the first is known to be no worse than the margin. */
  isNoWorse: () => boolean;
}

/** A growing wealth that a fair game would rarely see: the mean over the bets of Π(1 + bet × gain), kept as logarithms. */
const makeWealth = () => {
  const logarithms = new Float64Array(BETS);
  return {
    bet: (gain: number) => {
      for (let place = 0; place < BETS; place++) {
        logarithms[place] = (logarithms[place] ?? 0) + Math.log1p((SHARES_AT_STAKE[place] ?? 0) * gain);
      }
    },
    /** ln of the mean, without leaving the numbers that there are. */
    logarithm: () => {
      const most = Math.max(...logarithms);
      if (most === Number.NEGATIVE_INFINITY) return most;
      return most + Math.log(logarithms.reduce((sum, one) => sum + Math.exp(one - most), 0) / BETS);
    },
  };
};

/** A side wins at 40 times its stake, so that it errs in at most 2.5 %, however often one looks; two entries' equality at 20 each. */
const TO_WIN = 40;
const TO_EQUAL = 20;

/**
 * Compares two entries by pairs of runs until it is known which is better, in pairs of one run each in a scenario that is drawn at random:
 * rounds over all scenarios, each in a fresh random order. It may be looked at after every pair. The first is better once the mixture
 * E⁺ = mean over j = 1 … 32 of Π(1 + λⱼD), λⱼ = cos((2j − 1)π/128), reaches 40 (40 × `comparisons` where several are made at once),
 * worse once that of −D does; the two are equivalent once those of (D + δ)/(1 + δ) and (δ − D)/(1 + δ) both reach 20, δ the `margin`.
 * Source: Waudby-Smith and Ramdas (2024), Estimating means of bounded random variables by betting, Journal of the Royal Statistical
 * Society B 86:1–27; Ville (1939): a nonnegative martingale that starts at 1 reaches c with a chance of at most 1/c.
 */
export const compareUntilKnown = ({ margin = 0, comparisons = 1 } = {}): Comparison => {
  const [better, worse, noWorse, noBetter] = [makeWealth(), makeWealth(), makeWealth(), makeWealth()];
  const isNoWorse = () => margin > 0 && noWorse.logarithm() >= Math.log(TO_EQUAL);
  return {
    isNoWorse,
    add: (difference) => {
      if (!(Math.abs(difference) <= 1)) throw new RangeError(`a difference must be from -1 to 1: ${difference}`);
      better.bet(difference);
      worse.bet(-difference);
      if (margin > 0) {
        noWorse.bet((difference + margin) / (1 + margin));
        noBetter.bet((margin - difference) / (1 + margin));
      }
      const limit = Math.log(TO_WIN * comparisons);
      if (better.logarithm() >= limit) return "better";
      if (worse.logarithm() >= limit) return "worse";
      return isNoWorse() && noBetter.logarithm() >= Math.log(TO_EQUAL) ? "equivalent" : "open";
    },
  };
};
