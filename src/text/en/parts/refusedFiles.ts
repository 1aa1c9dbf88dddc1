/** English texts: why a file that was opened is none of ours. */

export const refusedFileText = {
  otherTable:
    'Tables are read as CSV, packed with gzip or not, and as Parquet: save it like that, and open that file. Nothing was changed.',
  onlyWeights: 'Weights are loaded from the menu, into an architecture of their shape. Nothing was changed.',
  notJson:
    'An experiment is a JSON file saved from this page, but this is not JSON, or cut short. Nothing was changed.',
  noExperiment:
    'An experiment is a file saved from this page, but this one has none of its settings. Nothing was changed.',
  tooLarge: (max: string) =>
    `An experiment is a file of at most ${max}, but this one is larger. Nothing was changed.`,
} as const;
