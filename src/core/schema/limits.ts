/** Limits on the size of an experiment and of files; no other place repeats a number. */
export const limits = {
  tasks: 8,
  cards: 10,
  levels: 5,
  /** Dense layers of an expert within a level, or of a tower. */
  layers: 4,
  width: 512,
  /** Experts of one task per level, and shared experts per level. */
  taskExperts: 8,
  /** Shared experts per level: as many as the largest AdaTT level has. */
  experts: 72,
  groups: 8,
  nameLength: 24,
  /** Characters of a link's sentence. */
  sentenceLength: 200,
  learningRateChanges: 16,
  tunedLearningRates: 5,
  sweepPoints: 41,
  studyPoints: 410,
  /** Repetitions in a recorded study. */
  draws: 100,
  publicFiles: 100,
  keptRuns: 1000,
  // Characters of a run's name, and of a note on it.
  runNameLength: 80,
  noteLength: 2000,
} as const;

export const tableLimits = {
  rows: 2_000_000,
  /** Rows for any number of columns, and the default. */
  usualRows: 200_000,
  /** Cells, where more than `usualRows` rows are used. */
  cells: 40_000_000,
  /** Rows of validation, and of test, in files with more than `usualRows`. */
  heldOutRows: 40_000,
  /** Fewest rows of a file: each part of its split needs a few. */
  minRows: 50,
  columns: 500,
  /** Numbers per row after encoding. */
  features: 500,
  /** Distinct texts of all columns. */
  textBytes: 500e6,
  categoriesEncoded: 200,
  ids: 20,
  /** Id values with a vector of their own; rarer values share one vector. */
  idValues: 2_000_000,
  embeddingDim: 64,
  /** Values of one column that count as positive for a task. */
  positives: 40,
  /** Characters of a cell; longer cells are cut. */
  cellLength: 200,
  nameLength: 60,
  /** Characters: an unclosed quote makes the rest of a file one row. */
  rowLength: 4_000_000,
  fileNameLength: 80,
  /** Rows of a Parquet file, of which `rows` are used at most. */
  parquetRows: 100_000_000,
  /** Unpacked bytes of one column of a row group, which is decoded at once. */
  parquetChunkBytes: 1e9,
  /** Decompressed size. */
  bytes: 8e9,
} as const;
