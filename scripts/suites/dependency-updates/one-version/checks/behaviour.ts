import { scoreInstalled } from "../../checks/score-installed.ts";

const entry = (title: string, day: string, gives: string) => ({
  title,
  module: "packages/agenda/src/agenda.js",
  call: "entry",
  args: [day],
  gives,
});

const plan = (title: string, args: [string, number], gives: string[]) => ({
  title,
  module: "packages/planner/src/planner.js",
  call: "plan",
  args,
  gives,
});

await scoreInstalled([
  entry("a holiday", "2028-05-01", "2028-05-01 Labour Day, back on 2028-05-02"),
  entry("a day of work", "2028-05-02", "2028-05-02"),
  plan("days of one class in all packages", ["2027-03-01", 3], ["2027-03-01", "2027-03-04"]),
  plan("a reminder on a holiday", ["2027-12-20", 5], ["2027-12-20", "2027-12-25 Christmas, back on 2027-12-26"]),
  plan("a reminder in a century's February", ["2100-02-27", 3], ["2100-02-27", "2100-03-02"]),
  plan("a reminder before", ["2028-03-01", -1], ["2028-03-01", "2028-02-29"]),
]);
