/** English texts: presets, each with one sentence on what to look at. */
export const presetText = {
  looselyRelated: {
    title: 'Two loosely related tasks',
    hint: 'Look at the verdict: with half of their features in common, neither PLE nor AdaTT-sp is clearly ahead of the other, and neither is clearly better than one model per task.',
  },
  identical: {
    title: 'Two identical tasks, few labels',
    hint: 'Both tasks are the same function, each labelled on its own tenth of the rows: look how much Shared-Bottom, which learns it from both, gains over single-task.',
  },
  groups: {
    title: 'Two groups and an outsider',
    hint: 'Look at the gates of level 2 of AdaTT-sp: tasks 1 and 2 borrow from each other, so do 3 and 4, and task 5 keeps to itself.',
  },
  manyGroups: {
    title: 'Three groups of tasks, few labels',
    hint: 'Eight tasks in three groups, each with some 1,400 labels: look at the verdict, where AdaTT-sp is ahead of PLE, not behind MMoE and Cross-Stitch, and not ahead of Shared-Bottom. We found no setting where it is ahead of all four.',
  },
  opposite: {
    title: 'Opposite tasks',
    hint: 'What one task calls high the other calls low, yet both need the same features: look how much Shared-Bottom and Cross-Stitch gain over single-task.',
  },
  unrelated: {
    title: 'Unrelated tasks, narrow sharing',
    hint: 'No two tasks need the same features, and the layers are narrow: look at the negative transfer of every way of sharing, gates or none.',
  },
  sparse: {
    title: 'A sparse binary task',
    hint: 'Task 3 has 2 % positives and labels on a tenth of its rows: look how much it gains over single-task in Shared-Bottom, and how much less in AdaTT-sp.',
  },
  figure3: {
    title: 'The figure 3 of the AdaTT paper',
    hint: 'One expert per task, two levels, tasks 1 and 2 related: look at the gates of level 2, where these two borrow from each other; in the sum view their rows add up to 2.',
  },
  residual: {
    title: 'With and without the residual',
    hint: 'Four unrelated tasks, two AdaTT-sp that differ only in the native weights of their own experts: look at the verdict, and at the alarms of the one without.',
  },
  mlmmoe: {
    title: 'MMoE against ML-MMoE',
    hint: 'The same experts gated once or at every level: look at the verdict, where the second level of gates does not pay.',
  },
  sampleDependent: {
    title: 'Correlation that depends on the sample',
    hint: 'An extra feature decides whether the tasks agree or disagree: look how AdaTT-sp beats MMoE and is no worse than Cross-Stitch, whose mix is the same for every row.',
  },
  sweep: {
    title: 'When does AdaTT pay?',
    hint: 'Up to a correlation of 0.5 the tasks need features of their own, beyond it the same ones: look how every way of sharing loses before, and that all gain only when the tasks are the same.',
  },
} as const;

/** What is said besides while one is open. */
export const presetHintText = {
  proof: (held: number, of: number) => `This held on ${held} of ${of} seeds that nobody used to choose it.`,
} as const;

/** Names of cards that differ in one option. */
export const presetNames = { withResidual: 'With residual', withoutResidual: 'Without residual' } as const;
