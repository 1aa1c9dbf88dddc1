/** Orders tasks that follow other tasks, as a conversion follows a click. */
import type { TaskSetup } from './types.ts';

type Ordered = readonly Pick<TaskSetup, 'after'>[];

/** Null if there is none, or `after` is not an earlier task. */
export function parentOf(tasks: Ordered, index: number): number | null {
  const after = tasks[index]?.after ?? null;
  return after !== null && after < index ? after : null;
}

/** Indices of the tasks that lead to this one, from the first to itself. */
export function taskPathOf(tasks: Ordered, index: number): readonly number[] {
  const parent = parentOf(tasks, index);
  return parent === null ? [index] : [...taskPathOf(tasks, parent), index];
}

export const isFunnel = (tasks: Ordered): boolean =>
  tasks.some((_, index) => parentOf(tasks, index) !== null);

// Groups of rows by whether the tasks before a task happened.
export const populations = ['clicked', 'unclicked', 'all'] as const;

export type Population = (typeof populations)[number];

export type ByPopulation<T> = Readonly<Record<Population, T>>;

export const byPopulation = <T>(of: (population: Population) => T): ByPopulation<T> => ({
  clicked: of('clicked'),
  unclicked: of('unclicked'),
  all: of('all'),
});
