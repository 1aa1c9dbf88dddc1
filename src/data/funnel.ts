/** Orders tasks that follow other tasks, as a conversion follows a click. */
import type { TaskSetup } from './types.ts';

type TasksInOrder = readonly Pick<TaskSetup, 'after'>[];

/** Null if there is none, or `after` is not an earlier task. */
export function precedingTaskOf(tasks: TasksInOrder, index: number): number | null {
  const after = tasks[index]?.after ?? null;
  return after !== null && after < index ? after : null;
}

/** Indices of the tasks that lead to this one, from the first to itself. */
export function taskPathOf(tasks: TasksInOrder, index: number): readonly number[] {
  const parent = precedingTaskOf(tasks, index);
  return parent === null ? [index] : [...taskPathOf(tasks, parent), index];
}

export const isFunnel = (tasks: TasksInOrder): boolean =>
  tasks.some((_, index) => precedingTaskOf(tasks, index) !== null);

// Groups of rows by whether the tasks before a task happened.
export const funnelPopulations = ['clicked', 'unclicked', 'all'] as const;

export type FunnelPopulation = (typeof funnelPopulations)[number];

export type RecordByPopulation<T> = Readonly<Record<FunnelPopulation, T>>;

export const recordByPopulation = <T>(of: (population: FunnelPopulation) => T): RecordByPopulation<T> => ({
  clicked: of('clicked'),
  unclicked: of('unclicked'),
  all: of('all'),
});
