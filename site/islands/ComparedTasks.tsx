import type { ComparisonAnswer, ScenarioPair } from "#contract/figures/comparison.ts";
import { formatCounted, formatShare } from "#words/numbers.ts";
import { scenarioPath } from "../snapshot/links.ts";

/** So many tasks are shown at once. */
const MOST = 20;

/** An entry's name, and the tasks where it does better than another, its own rate first. */
interface Side {
  name: string;
  tasks: readonly { scenario: string; own: ScenarioPair["a"]; other: ScenarioPair["a"] }[];
}

const TaskList = ({ path, tasks }: { path: string; tasks: Side["tasks"] }) => (
  <ul className="tasks rates">
    {tasks.map(({ scenario, own, other }) => (
      <li key={scenario}>
        <a href={scenarioPath({ path }, scenario)}>{scenario}</a>
        <span>
          {formatShare(own)} : {formatShare(other)}
        </span>
      </li>
    ))}
  </ul>
);

const Better = ({ path, side: { name, tasks } }: { path: string; side: Side }) => (
  <section>
    <h3>
      {name} does better on {formatCounted(tasks.length, "task")}
    </h3>
    {tasks.length > 0 && <TaskList path={path} tasks={tasks.slice(0, MOST)} />}
    {tasks.length > MOST && (
      <details>
        <summary>{formatCounted(tasks.length - MOST, "more task", "more tasks")}</summary>
        <TaskList path={path} tasks={tasks.slice(MOST)} />
      </details>
    )}
  </section>
);

/** The tasks on which two entries differ, by who does better there, with the rates of both: those that one alone solves come first. */
export const ComparedTasks = ({
  path,
  names: [nameA, nameB],
  answer: { won, lost },
  isOpen,
}: {
  /** The address of the suite's version. */
  path: string;
  names: readonly [a: string, b: string];
  answer: Pick<ComparisonAnswer, "won" | "lost">;
  isOpen: boolean;
}) => {
  const between = won.length + lost.length;
  if (between === 0) {
    return (
      <p className="note">
        No task separates {nameA} and {nameB}.
      </p>
    );
  }
  const sides: readonly Side[] = [
    { name: nameA, tasks: won.map(({ scenario, a, b }) => ({ scenario, own: a, other: b })) },
    { name: nameB, tasks: lost.map(({ scenario, a, b }) => ({ scenario, own: b, other: a })) },
  ];
  return (
    <details open={isOpen} className="between">
      <summary>
        {nameA} against {nameB}: {formatCounted(between, "task")} on which they differ
      </summary>
      <div className="columns">
        {sides.map((side) => (
          <Better key={side.name} path={path} side={side} />
        ))}
      </div>
    </details>
  );
};
