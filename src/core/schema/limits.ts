/** Limits on the size of an experiment. Fields are made from them; no other place may repeat a number. */
export const limits = {
  tasks: 8,
  cards: 8,
  /** Fusion levels of a network. */
  levels: 5,
  /** Dense layers of one expert within a level, or of a tower. */
  layers: 4,
  /** Units of one dense layer. */
  width: 512,
  /** Experts one task owns per level; shared experts per level. */
  taskExperts: 8,
  /** Experts per level that belong to nobody: as many as the largest AdaTT level has. */
  experts: 72,
  /** Groups of made-up rows, each with tasks of its own. */
  groups: 8,
  /** Characters of a task's or a card's name. */
  nameLength: 24,
  /** Characters of the sentence that a sender writes into a link. */
  sentenceLength: 200,
  learningRateChanges: 16,
  /** Learning rates that every card is tuned over. */
  tunedLearningRates: 5,
  /** Values of a swept setting: each is a run of its own. */
  sweepPoints: 41,
  /** Points that are read again of one sweep, from all the values it was ever asked for. */
  keptSweepPoints: 410,
  /** Draws of the tasks that are trained to see whether a verdict holds for others. */
  draws: 100,
  /** Runs of one search that are read again. */
  searchRuns: 400,
  /** Cells of a recorded map. */
  mapCells: 400,
  /** Finished runs that the browser keeps, and that one file may hold. */
  keptRuns: 1000,
  /** Characters of the name that a visitor gives a run, and of a note on it. */
  runNameLength: 80,
  noteLength: 2000,
} as const;

/** Limits on what is taken of a file. No other place may repeat a number. */
export const tableLimits = {
  /** Rows that are used at most, however few columns there are. */
  rows: 2_000_000,
  /** Rows that fit however many columns there are, and that are used where a set-up says nothing else. */
  usualRows: 200_000,
  /** Cells of the rows that are used, where they are more than `usualRows`. */
  cells: 40_000_000,
  /** Rows that are dealt to validation, and to test, of a file with more than `usualRows`: enough for every evaluation. */
  heldOutRows: 40_000,
  /** Rows that a file needs at least: each part of the split needs a few. */
  minRows: 50,
  columns: 500,
  /** Numbers of a row once its columns are encoded, which is what the networks see. */
  features: 500,
  /** Bytes that the different texts of all columns may take: more than a few dozen columns of names of rows ever do. */
  textBytes: 500e6,
  /** Features that the categories of one column may take. */
  categoriesEncoded: 200,
  /** Columns of ids. */
  ids: 20,
  /** Values of a column of ids that have a vector of their own; rarer ones share one. */
  idValues: 2_000_000,
  /** Length of the vector of an id. */
  embeddingDim: 64,
  /** Values that may count as yes for one task. */
  positives: 40,
  /** Characters of a cell; the rest of a longer one is cut off. */
  cellLength: 200,
  /** Characters of the name of a column. */
  nameLength: 60,
  /** Characters of one row. A quote that is never closed makes the rest of the file one row. */
  rowLength: 4_000_000,
  /** Characters of the name of a file. */
  fileNameLength: 80,
  /** Bytes that a file may have once it is decompressed. */
  bytes: 8e9,
} as const;
