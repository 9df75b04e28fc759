import { scoreInstalled } from "../../checks/score-installed.ts";

const card = (title: string, day: { low: number; high: number; moonDays: number }, gives: string[]) => ({
  title,
  module: "src/card.js",
  call: "card",
  args: [day],
  gives,
});

await scoreInstalled([
  card("a mild day", { low: 3.2, high: 7.4, moonDays: 16 }, ["low   3 °C", "high  7 °C", "moon  full"]),
  card("a frost that rounds to nothing", { low: -0.3, high: 1.1, moonDays: 16 }, [
    "low   0 °C",
    "high  1 °C",
    "moon  full",
  ]),
  card("no spaces at the ends of lines", { low: -12.4, high: -3.6, moonDays: 12 }, [
    "low   -12 °C",
    "high  -4 °C",
    "moon  waxing gibbous",
  ]),
  card("the phase that came last", { low: 5, high: 8.6, moonDays: 17 }, ["low   5 °C", "high  9 °C", "moon  full"]),
]);
