import { expect, it } from "vitest";
import { phoneLabels } from "./phone-labels.ts";

it("numbers the columns as style does", () => {
  expect(phoneLabels(["Task", "Cost a run"])).toBe('--l1:"Task";--l2:"Cost a run"');
});

it.each([
  ['a";}*{display:none}', '--l1:"a\\22 ;}*{display:none}"'],
  ["a\\", '--l1:"a\\5c "'],
  ["a\nb", '--l1:"a\\a b"'],
  ["</style>", '--l1:"\\3c /style>"'],
])("keeps the name %j within its string", (name, style) => {
  expect(phoneLabels([name])).toBe(style);
});
