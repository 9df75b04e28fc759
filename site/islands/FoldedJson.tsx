import { useState } from "react";
import { UNKNOWN } from "#words/numbers.ts";

/** A value as indented JSON, folded; written out only when it is opened, as it may be large. */
export const FoldedJson = ({ title, value }: { title: string; value: unknown }) => {
  const [isOpen, setOpen] = useState(false);
  if (value === undefined) return <p>{UNKNOWN}</p>;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && <pre>{JSON.stringify(value, null, 2)}</pre>}
    </details>
  );
};
