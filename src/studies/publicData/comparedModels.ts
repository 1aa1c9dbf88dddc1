/** Architectures that are compared on public files and on random experiments, by id. */
export const comparedModels = [
  'singleTask',
  'sharedBottom',
  'crossStitch',
  'mmoe',
  'ple',
  'adattSp',
  'adatt',
] as const;

export type ComparedModel = (typeof comparedModels)[number];
