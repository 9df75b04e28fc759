import { expect, it } from "vitest";
import { fieldRows, proseHtml } from "./field-rows.ts";

it("marks as code what stands between backquotes", () => {
  expect(proseHtml("Send `<key>` & wait.")).toBe("Send <code>&lt;key&gt;</code> &amp; wait.");
  expect(proseHtml("")).toBe("");
});

it("says of what is sent what is required, and of what is answered what may be absent", () => {
  const field = { name: "a[].b", type: "1 or <2", description: "As `x`." };
  const fields = [
    { ...field, required: true },
    { ...field, required: false },
  ];
  const rowOf = (mark: string) =>
    `<tr> <th scope="row"> <code>a[].b</code> ${mark} </th> <td class="t">As <code>x</code>.</td> <td class="t">1 or &lt;2</td> </tr>`;
  expect(fieldRows(fields, false)).toBe(rowOf("<i>required</i>") + rowOf(""));
  expect(fieldRows(fields, true)).toBe(rowOf("") + rowOf("<i>may be absent</i>"));
});
