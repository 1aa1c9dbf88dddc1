/** Architectures that the map compares, by id; the first is whom gains are measured against. */
export const contestants = [
  'singleTask',
  'sharedBottom',
  'crossStitch',
  'mmoe',
  'ple',
  'adattSp',
  'adatt',
] as const;

export type Contestant = (typeof contestants)[number];
