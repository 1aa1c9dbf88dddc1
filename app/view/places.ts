/** Ids of focusable parts of the page that sentences, alarms and pictures lead to. */

export const heatMapIdOf = (cardId: string, level: number): string => `gates-${cardId}-${level}`;

export const resultElementId = (cardId: string, task: number | null): string =>
  `result-${cardId}-${task ?? 'overall'}`;

/** `place`: the panel of the tabs. */
export const placeIds = {
  place: 'place',
  verdict: 'verdict',
  curves: 'curves',
  tasks: 'tasks',
  point: 'point',
} as const;
