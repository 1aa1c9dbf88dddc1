/** Ids of the parts of the page that sentences, alarms, pictures and the first Tab stop lead to; each takes the focus. */

/** A heat map of one level. */
export const mapIdOf = (cardId: string, level: number): string => `gates-${cardId}-${level}`;

/** A result on a task; null: over all tasks. */
export const resultIdOf = (cardId: string, task: number | null): string =>
  `result-${cardId}-${task ?? 'overall'}`;

/** `place`: what the tabs show. */
export const placeIds = {
  place: 'place',
  verdict: 'verdict',
  curves: 'curves',
  tasks: 'tasks',
  point: 'point',
} as const;
