/** English texts: presets, their gallery, and public data sets. */
import { plural } from '../format.ts';
import { addresses } from '../papers.ts';

export const presetText = {
  looselyRelated: {
    title: 'Two loosely related tasks',
    hint: 'The two have half of their features in common: look at the verdict.',
    shows:
      'Neither PLE nor AdaTT-sp is clearly ahead of the other, and neither is clearly better than one model per task.',
    beats: [
      'Each line of the plot is an interval: as long as it crosses 0, nobody is clearly ahead. With “Each repetition draws: Tasks as well”, a setting of the data, it holds for tasks like these.',
      'Now drag the correlation of the two tasks to 0.9: do the ribbons between them grow? Let go, and Play trains it.',
    ],
  },
  identical: {
    title: 'Two identical tasks, few labels',
    hint: 'Both tasks are the same function, each labelled on its own tenth of the rows: look how much each architecture gains over single-task.',
    shows: 'Shared-Bottom, which learns the function from both, gains, and is ahead of AdaTT-sp.',
    beats: [
      'AdaTT-sp can only mix what its two tasks learned apart; Shared-Bottom has one expert that learns from the labels of both. Look how much of each row lies off the diagonal.',
      'Now label all rows of both tasks (Labelled rows: 100 %). With labels in plenty, is there anything left to share?',
    ],
  },
  groups: {
    title: 'Two groups and an outsider',
    hint: 'Tasks 1 and 2 are alike, so are 3 and 4, and task 5 has no other like it: look who borrows from whom at level 2 of AdaTT-sp.',
    shows:
      'In their pairs, tasks 1 to 4 take more from each other than before training, and task 5 takes less from all others.',
    beats: [
      'See here what tasks 1 and 2 learned: the arrows on the truth are their directions, and the closer the two, the more alike the tasks.',
      'Now drag the correlation of tasks 1 and 2 to 0 and watch their ribbons on the stage. Let go, and Play trains it: do they borrow from each other?',
    ],
  },
  manyGroups: {
    title: 'Three groups of tasks, few labels',
    hint: 'Eight tasks in three groups, each with some 1,400 labels. We looked for a setting where AdaTT-sp is ahead of all four others and found none: look at the verdict.',
    shows: 'AdaTT-sp is ahead of PLE, not behind MMoE and Cross-Stitch, and not ahead of Shared-Bottom.',
    beats: [
      'Tasks 1 to 3, 4 to 6, 7 and 8 belong together. Look for these three blocks: how much of each row lies in its own?',
      'Now label all rows (Labelled rows of every task: 100 %). Who is ahead with so many?',
    ],
  },
  opposite: {
    title: 'Opposite tasks',
    hint: 'What one task calls high the other calls low, yet both need the same features: look how much each architecture gains over single-task.',
    shows: 'Shared-Bottom and Cross-Stitch gain over single-task.',
    beats: [
      'A gate has weights from 0 to 1 and cannot turn a sign round; the tower above it can. Look who lends to whom in AdaTT-sp.',
      'Now drag the correlation to 0. The tasks still need the same features: does sharing pay?',
    ],
  },
  unrelated: {
    title: 'Unrelated tasks, narrow sharing',
    hint: 'No two tasks need the same features, and the layers are narrow: look what sharing costs against single-task.',
    shows: 'All three lose against single-task, with gates or without: negative transfer.',
    beats: [
      'A task that kept to itself would have all its weight on the diagonal. How near does AdaTT-sp come to that?',
      'Now give the levels more room (16 instead of 8 in every architecture): what does sharing cost?',
    ],
  },
  sparse: {
    title: 'A sparse binary task',
    hint: 'Task 3 has 2 % positives and labels on a tenth of its rows: look how much it gains over single-task.',
    shows: 'It gains in Shared-Bottom, and less in AdaTT-sp.',
    beats: [
      'Look at the row of task 3 on the last level: from whom does the sparse task borrow?',
      'Now raise the positive rate of task 3 to 20 %. With more to learn from, how much does it gain?',
    ],
  },
  figure3: {
    title: 'Figure 3 of the AdaTT paper',
    hint: 'One expert per task, two levels, tasks 1 and 2 related: look at the gates of level 2. In the sum view their rows add up to 2.',
    shows: 'Tasks 1 and 2 take more from each other than before training.',
    beats: [
      'Point at a gate of level 2, or tap it: its equation stands beside it, with the weights of this moment.',
      'Now switch the residual off (below the network on Compare) and train: without the direct weights, rows add up to 1.',
    ],
  },
  residual: {
    title: 'With and without the residual',
    hint: 'Four unrelated tasks, two AdaTT-sp that differ only in the direct weights of their own experts: look at the verdict, and at the alarms.',
    shows:
      'The one with the residual is ahead; in the one without, a task hardly uses its own experts any more.',
    beats: [
      'Choose Health: which of the two has alarms, and at which level?',
      'Now drag the correlation of tasks 1 and 2 to 0.9, and Play: how far apart are the two now?',
    ],
  },
  findTheBug: {
    title: 'Find the bug',
    hint: 'One of these networks is AdaTT, the other is a common wrong implementation. Their diagrams are alike: look at the direct weights (Own expert, direct), at the last step and at the first.',
    shows: 'The direct weights of one network read the same at every step; those of the other were learned.',
    beats: [
      'Now the gates of both (Gate): do these move, in both networks? What a network mixes by, it should learn.',
      'See here whether the losses would have told: how far apart are the two curves?',
      'Now open “Is this AdaTT?” below: five more defects, each with what it costs. Add one of them to the architectures, train it, and find what gives it away.',
    ],
    answer:
      'Network one is the impostor. Its direct weights are kept in a plain list, which the optimiser never sees, so they stay at their random start; those of network two, which is AdaTT, are learned.',
  },
  userGroups: {
    title: 'Four groups of users',
    hint: 'Rows are of users of four groups, each with tasks of its own; two networks scale numbers by factors that depend on the group: look at the verdict.',
    shows:
      'With factors before the experts the network is behind one without any, at equal parameters. Before the towers they do no harm.',
    beats: [
      'Look where the factors stand: EPNet scales what experts and gates read, PPNet what each layer of a tower reads. Both have fewer weights left for the rest.',
      'Now set the groups to 0: what are factors good for when all users are alike?',
    ],
  },
  mlmmoe: {
    title: 'MMoE against ML-MMoE',
    hint: 'The same experts gated once or at every level: look at the verdict.',
    shows: 'The second level of gates does not pay: ML-MMoE is not ahead of MMoE.',
    beats: [
      'Two levels: every gate of the second sees all that the first one mixed. Look at both networks with the choice above.',
      'Now give ML-MMoE a third level. Does a deeper mix pay?',
    ],
  },
  sampleDependent: {
    title: 'Correlation that depends on the sample',
    hint: 'An extra feature decides whether the tasks agree or disagree, and Cross-Stitch mixes every row alike: look at the verdict.',
    shows: 'AdaTT-sp beats MMoE, yet is not ahead of Cross-Stitch.',
    beats: [
      'Look at the second picture here, of the gate: does its colour change where the extra feature changes sign? A fixed mixture cannot do that.',
      'Now switch off that the correlation varies by sample, and train: how do AdaTT-sp and MMoE compare now?',
    ],
  },
  sweep: {
    title: 'When does AdaTT pay?',
    hint: 'Up to a correlation of 0.5 the tasks need features of their own, beyond it the same ones: look where each line crosses 0.',
    shows:
      'On average every way of sharing loses at −0.5 and at 0.4, and gains at 1, where the tasks are the same.',
    beats: [
      'One run of the sweep is here too, at the correlation that is set: its verdict, its curves, its gates.',
      'Now sweep another setting of the same tasks, the labelled rows for example, and see where sharing begins to pay.',
    ],
  },
  funnel: {
    title: 'Click, then conversion',
    hint: 'Task 2 comes after task 1, as a conversion comes after a click, and has labels only on clicked rows: look how far predictions lie from the truth where there was none.',
    shows:
      'Learned on clicked rows alone, conversions are predicted too often where nobody clicked; learned on the entire space, networks are not clearly behind over all rows.',
    beats: [
      'A log cannot show this: it has no conversions where nobody clicked. Choose the rows of the verdict below the picture: who is ahead on clicked rows alone?',
      'Now set 40,000 training rows, some 4,000 of them clicked instead of 400: how far are predictions off then?',
    ],
  },
  funnelApart: {
    title: 'A click that tells nothing',
    hint: 'Task 2 comes after task 1, but the two have nothing in common, so clicked rows are like all others: look at the picture of bias below the verdict.',
    shows:
      'Clicked rows are like all others, so there is nothing to correct for; yet the entire space predicts conversions too rarely where nobody clicked.',
    beats: [
      'Conversions are as frequent on clicked rows as elsewhere. How far from the truth is each objective, and where?',
      'Now drag the correlation of the two tasks to 0.8: who is ahead then, and on which rows?',
    ],
  },
} as const;

/** Shown while a preset is open. */
export const presetHintText = {
  title: (title: string) => (title.endsWith('?') ? title : `${title}.`),
  changed: 'The set-up shown is no longer that of this story.',
  beat: (index: number, count: number) => `${index} of ${count}`,
  back: 'Back',
  next: 'Next',
  closeStory: 'Close this story',
  answer: 'The answer',
  proof: (held: number, of: number) => `All of this held together on ${held} of ${of} fresh seeds.`,
} as const;

export const presetNames = {
  withResidual: 'With residual',
  withoutResidual: 'Without residual',
  networkOne: 'Network one',
  networkTwo: 'Network two',
  unscaled: 'Without factors',
  beforeTowers: 'Factors before towers',
  beforeExperts: 'Factors before experts',
  entireSpace: 'Entire space',
  conditional: 'Conditional',
  inversePropensity: 'Inverse propensity',
} as const;

export const presetGalleryText = {
  title: 'Presets',
  chapters: {
    start: 'Start here',
    pays: 'Sharing pays',
    hurts: 'Sharing hurts',
    ablations: 'What a part is good for',
    funnels: 'Click, then conversion',
  },
  seen: 'Seen',
  tips: 'Show tips for teachers',
  intro:
    'Each opens on a run that was trained before; Play trains it here. Each tells one story and says what to look at. Times are for two cores without a GPU.',
  current: 'Open now',
  opened: (title: string) => `“${title}” is open.`,
  filesTitle: 'Public data sets',
  needsFile: 'needs a file',
  tasks: (count: number) => plural(count, 'task', 'tasks'),
  architectures: (count: number) => plural(count, 'architecture', 'architectures'),
  sweep: (numPoints: number) => `sweep of ${numPoints}`,
  duration: (duration: string) => `about ${duration}`,
} as const;

/** Files known by name: sources and tasks. */
export const recipeText = {
  census: {
    label: 'Census income (UCI)',
    fileName: 'census-income.test',
    tasks: ['Education', 'Income', 'Marital status'],
    story:
      'The public data set of the AdaTT paper, with the three tasks of the paper and three of the architectures that it compares. The file is not part of this page, which says where to get it.',
    source:
      'Census-Income (KDD) of the UCI Machine Learning Repository: census-income.data or census-income.test, packed or not. Its 42 columns have no names.',
    links: { file: addresses.census, paper: addresses.adattPaper },
  },
} as const;
