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
  /** Characters of a task's or a card's name. */
  nameLength: 24,
  learningRateChanges: 16,
  /** Learning rates that every card is tuned over. */
  tunedLearningRates: 5,
  /** Values of a swept setting: each is a run of its own. */
  sweepPoints: 41,
  /** Points that are read again of one sweep, from all the values it was ever asked for. */
  keptSweepPoints: 410,
  /** Draws of the tasks that are trained to see whether a verdict holds for others. */
  draws: 100,
} as const;
