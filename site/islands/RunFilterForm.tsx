import type { FormEvent } from "react";
import { OUTCOME_NAMES } from "#contract/runs/outcomes.ts";
import { OUTCOME_WORDS } from "#words/outcomes.ts";
import { explorerAddress, filledFilters, withFilter } from "./explorer-address.ts";
import { plainClickOn } from "./plain-click.ts";
import { SuiteName } from "./SuiteName.tsx";
import type { RunFilters, TrialsFilter } from "./trials-address.ts";

/** The fields of the form: what each is called, and the list of names that the page offers for it, if it has one. */
const FIELDS: readonly { name: TrialsFilter; label: string; names?: string; day?: true }[] = [
  { name: "suite", label: "Suite", names: "names-of-suites" },
  { name: "scenario", label: "Task" },
  { name: "tier", label: "Level of help" },
  { name: "agent", label: "Agent", names: "names-of-agents" },
  { name: "model", label: "Model", names: "names-of-models" },
  { name: "variant", label: "Variant" },
  { name: "batchId", label: "Batch" },
  { name: "since", label: "From", day: true },
  { name: "until", label: "Before", day: true },
];

const NOT_STATED = "not stated";

const LABELS: Readonly<Record<TrialsFilter, string>> = {
  ...{
    suite: "suite",
    suiteVersion: "version",
    scenario: "task",
    tier: "level of help",
    agent: "agent",
    model: "model",
  },
  ...{ variant: "variant", outcome: "outcome", status: "status", batchId: "batch", since: "from", until: "before" },
};

/** What a list is restricted to, each a link to the list without it. */
const ActiveFilters = ({ filters, show }: { filters: RunFilters; show: (filters: RunFilters) => void }) => {
  const active = Object.entries(filters) as [TrialsFilter, string][];
  if (active.length === 0) return null;
  return (
    <ul className="live-chips live-active" aria-label="Restricted to">
      {active.map(([name, value]) => (
        <li key={name}>
          <a
            href={explorerAddress({ filters: withFilter(filters, name, undefined) })}
            onClick={(event) => {
              if (!plainClickOn(event.nativeEvent, "a")) return;
              event.preventDefault();
              show(withFilter(filters, name, undefined));
            }}
          >
            {LABELS[name]} <b>{name === "suite" && value ? <SuiteName suite={value} /> : value || NOT_STATED}</b>{" "}
            <span aria-hidden="true">✕</span>
            <span className="hidden">: remove this filter</span>
          </a>
        </li>
      ))}
    </ul>
  );
};

const OutcomeField = ({ value }: { value: string | undefined }) => (
  <label>
    Outcome
    <select name="outcome" defaultValue={value ?? ""}>
      <option value="">any</option>
      {OUTCOME_NAMES.map((outcome) => (
        <option key={outcome} value={outcome}>
          {OUTCOME_WORDS[outcome].label}
        </option>
      ))}
    </select>
  </label>
);

/** What runs are listed: the filters that hold, and fields to change them. */
export const RunFilterForm = ({ filters, show }: { filters: RunFilters; show: (filters: RunFilters) => void }) => {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)] as const);
    show(filledFilters(filters, new Map(filled)));
  };
  return (
    <>
      {/* Drawn anew where the address says something else than what was typed. */}
      <form className="live-filters" onSubmit={submit} key={JSON.stringify(filters)}>
        {FIELDS.map(({ name, label, names, day }) => (
          <label key={name}>
            {label}
            <input
              name={name}
              type={day ? "date" : "text"}
              list={names}
              defaultValue={day ? filters[name]?.slice(0, 10) : filters[name]}
              placeholder={filters[name] === "" ? NOT_STATED : undefined}
              autoComplete="off"
              spellCheck={false}
            />
          </label>
        ))}
        <OutcomeField value={filters.outcome} />
        <button type="submit">Show</button>
      </form>
      <ActiveFilters filters={filters} show={show} />
    </>
  );
};
