/** English texts: presets, each with one sentence on what to look at. */
export const presetText = {
  looselyRelated: {
    title: 'Two loosely related tasks',
    hint: 'Look at the verdict: with so little in common, does flexible sharing beat fixed sharing at all?',
  },
  identical: {
    title: 'Two identical tasks, few labels',
    hint: 'Both tasks are the same function, each labelled on its own tenth of the rows: look how far every way of sharing beats single-task.',
  },
  groups: {
    title: 'Two groups and an outsider',
    hint: 'Look at the task-to-task gates of AdaTT-sp: tasks 1 and 2 lend to each other, so do 3 and 4, and task 5 keeps to itself.',
  },
  opposite: {
    title: 'Opposite tasks',
    hint: 'Both tasks read the same direction with the other sign: look whether models notice that they need the same features.',
  },
  unrelated: {
    title: 'Unrelated tasks, narrow sharing',
    hint: 'Nothing is worth sharing here: look for negative transfer where tasks must squeeze through a narrow shared layer.',
  },
  sparse: {
    title: 'A sparse binary task',
    hint: 'Task 3 has 2 % positives and labels on a tenth of its rows: look what the two well-labelled tasks lend it.',
  },
  figure3: {
    title: 'The figure 3 of the AdaTT paper',
    hint: 'One expert per task, two levels, tasks 1 and 2 related: look at the sum view of the gates, whose rows add up to 2.',
  },
  residual: {
    title: 'With and without the residual',
    hint: 'Two AdaTT-sp that differ only in the native weights of their own experts: look which one keeps its tasks apart on few rows.',
  },
  mlmmoe: {
    title: 'MMoE against ML-MMoE',
    hint: 'The same experts gated once or at every level: look whether the second level of gates earns its keep.',
  },
  sampleDependent: {
    title: 'Correlation that depends on the sample',
    hint: 'An extra feature decides whether the tasks agree or disagree: look what gates that can read it gain over the fixed mix of Cross-Stitch.',
  },
  sweep: {
    title: 'When does AdaTT pay?',
    hint: 'The set-up for a sweep over the correlation: look where the AdaTT-sp line leaves the others.',
  },
} as const;

/** Names of cards that differ in one option. */
export const presetNames = { withResidual: 'With residual', withoutResidual: 'Without residual' } as const;
