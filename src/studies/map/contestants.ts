/** Architectures that the map compares, by id; gains are measured against the first. */
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
