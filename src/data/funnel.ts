/** Tasks that come after other tasks, as a conversion comes after a click: what follows from their order alone. */
import type { TaskSetup } from './types.ts';

type Ordered = readonly Pick<TaskSetup, 'after'>[];

/** The task that the one at `index` comes after; null where there is none. One that is not an earlier task is none: it is refused. */
export function parentOf(tasks: Ordered, index: number): number | null {
  const after = tasks[index]?.after ?? null;
  return after !== null && after < index ? after : null;
}

/** The tasks that must happen for the one at `index` to happen, the first one first and itself last. */
export function taskPathOf(tasks: Ordered, index: number): readonly number[] {
  const parent = parentOf(tasks, index);
  return parent === null ? [index] : [...taskPathOf(tasks, parent), index];
}

/** True if any task comes after another one. */
export const isFunnel = (tasks: Ordered): boolean =>
  tasks.some((_, index) => parentOf(tasks, index) !== null);

/** Rows by whether the tasks before a task happened. */
export const populations = ['clicked', 'unclicked', 'all'] as const;

export type Population = (typeof populations)[number];

/** A value for each of them. */
export type ByPopulation<T> = Readonly<Record<Population, T>>;

export const byPopulation = <T>(of: (population: Population) => T): ByPopulation<T> => ({
  clicked: of('clicked'),
  unclicked: of('unclicked'),
  all: of('all'),
});
