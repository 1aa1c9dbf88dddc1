/** English texts: the article "Who should learn from whom?". Every number is computed and passed in. */
import {
  formatChange,
  formatCount,
  formatFixedPercent,
  formatGain,
  formatLevel,
  formatPercent,
  formatPoints,
  formatWeight,
  listed,
} from '../format.ts';
import { addresses } from '../papers.ts';

/** A difference of losses as a share, better if positive, with its 95 % interval. */
interface Gain {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What the recorded runs and the study say. */
export interface ArticleNumbers {
  readonly numFigures: number;
  /** Of intervals. */
  readonly level: number;
  /** Shared-Bottom over one network per task, by correlation. */
  readonly share: {
    readonly rows: number;
    readonly correlation: number;
    readonly alike: Gain;
    readonly unrelated: Gain;
    readonly opposite: Gain;
  };
  /** Of three tasks, and over all. */
  readonly harm: { readonly tasks: readonly Gain[]; readonly overall: Gain };
  /** Shared-Bottom over AdaTT-sp, by rows. */
  readonly labels: {
    readonly few: number;
    readonly many: number;
    readonly atFew: Gain;
    readonly atMany: Gain;
  };
  /** Mean weights of experts in any repetition, and how far one row's lie from that mean. */
  readonly experts: {
    readonly even: number;
    readonly least: number;
    readonly most: number;
    readonly deviation: number;
  };
  /** Share of the upper level's output. */
  readonly fences: { readonly own: number; readonly shared: number };
  /** Shares of what the first task's upper level puts out. */
  readonly own: { readonly own: number; readonly alike: number; readonly others: readonly number[] };
  /** Weights of the first task's gate at both ends of the hand. */
  readonly inside: {
    readonly left: readonly number[];
    readonly right: readonly number[];
    readonly native: number;
  };
  /** Random experiments: which model is better, and when. */
  readonly conditions: {
    readonly numExperiments: number;
    readonly numExplored: number;
    readonly numModels: number;
    readonly numSizes: number;
    readonly numSteps: number;
    readonly numTasks: readonly number[];
    readonly fewest: number;
    readonly most: number;
    readonly manyLabels: number;
    /** Experiments in which a model has the lowest loss, most first. */
    readonly best: readonly (readonly [name: string, count: number])[];
    readonly numSimpleBest: number;
    readonly numComparisons: number;
    readonly numConfirmed: number;
    /** Shared-Bottom over AdaTT-sp. */
    readonly atEqualParameters: Gain;
    /** Single-task over AdaTT-sp with few labels. */
    readonly withWeightDecay: Gain;
  };
  readonly files: {
    readonly count: number;
    readonly overPle: Gain;
    readonly overSharedBottom: Gain;
    readonly overSingle: Gain;
    readonly overTrees: Gain;
  };
  readonly paper: { readonly most: number; readonly furthest: number; readonly seeds: number };
}

const size = (share: number) => formatPercent(Math.abs(share));
/** "5.4 % better (2.9 to 7.8 %)"; both ends have the sign of the words where they can. */
const interval = ({ mean, low, high }: Gain) => {
  const sign = Math.sign(mean) || 1;
  const [from, to] = sign > 0 ? [low, high] : [-high, -low];
  return `(${formatPoints(from)} to ${formatPercent(to)})`;
};
const amount = (gain: Gain) => `${size(gain.mean)} ${interval(gain)}`;
const better = (gain: Gain) => `${size(gain.mean)} ${gain.mean > 0 ? 'better' : 'worse'} ${interval(gain)}`;
const signed = ({ mean, low, high }: Gain) =>
  `${formatGain(mean)} (${formatPoints(low)} to ${formatPercent(high)})`;
const fixed = (share: number) => formatFixedPercent(share, 0);

/** What live figures say, apart from the prose that is written into the page. */
export const liveFigureText = {
  guessed: { right: 'As you guessed.', wrong: 'Not as you guessed.' },
  train: 'Train it here',
  training: (step: string) => `Training: step ${step}`,
  recorded: 'Recorded. Move the slider to train it here.',
  stopped: 'Stopped, because another figure trains.',
  trained: (seconds: string) => `Trained here in ${seconds} s.`,
  failed: 'Nothing can be trained here, so the recorded picture stays. The link opens the playground.',
  /** What a task takes from experts, by their owner. */
  shares: (task: string, parts: readonly (readonly [name: string, share: number])[]) =>
    `${task} takes ${listed(parts.map(([name, share]) => `${fixed(share)} from ${name === task ? 'its own expert' : name}`))}.`,
  sharedExpert: (number: number) => `expert ${number}`,
  sharedExperts: 'shared experts',
  hands: {
    share: (value: number) => `Correlation of tasks 1 and 2: ${formatChange(value)}`,
    harm: (value: number) => `Correlation of task 3 with tasks 1 and 2: ${formatChange(value)}`,
    labels: (value: number) => `Labelled rows: ${formatCount(value)}`,
    experts: (value: number) => `Correlation of tasks 1 and 2: ${formatChange(value)}`,
    fences: (value: number) => `Correlation of tasks 1 and 2: ${formatChange(value)}`,
    own: (value: number) => `Correlation of tasks 1 and 2: ${formatChange(value)}`,
    inside: (value: number) => `The row along task 1’s direction: ${formatChange(value, 1)}`,
  },
} as const;

export const articleText = {
  lang: 'en',
  title: 'Who should learn from whom?',
  description:
    'An article on learning several tasks with one network, with experiments that train in the page.',
  lead: (n: ArticleNumbers) =>
    `A feed ranks posts by several guesses at once: will you click, will you stay, will you share it? One network can make all of them. Then what is learned for one guess helps another, or spoils it. Below are ${n.numFigures} small experiments on who should learn from whom. Each trains in this page, in a second or a few. Guess first, then move what can be moved. Last come ${formatCount(n.conditions.numExperiments)} larger experiments, and their answer is not the one that gates were made for.`,
  minutes: '20 minutes',
  playground: 'Open the playground',
  otherAddress: '../zh/learn/',
  course: 'As a course of four lessons',
  figure: (number: number) => `Figure ${number}`,
  guess: 'Your guess',
  wait: 'Guess first; then the figure answers.',
  open: 'Open in the playground',
  openHint: 'The same set-up there; Play gives the same numbers',
  figures: {
    share: {
      title: 'One network for two tasks, against one each',
      ask: (n: ArticleNumbers) =>
        `Two tasks that are nearly the same, ${formatCount(n.share.rows)} rows with labels for both, the same number of weights in all. Which predicts better?`,
      answers: ['One network for both', 'One network each', 'Neither, clearly'],
      says: (n: ArticleNumbers) =>
        `Shared-Bottom is ${better(n.share.alike)} than one network per task. With nothing in common it is ${better(n.share.unrelated)}. Now try ${formatWeight(-n.share.correlation)}.`,
    },
    harm: {
      title: 'A third task moves in',
      ask: () =>
        'Tasks 1 and 2 are nearly the same. Task 3 has nothing in common with them. All three share their lower layers. Who does better than alone?',
      answers: ['All three', 'Some gain, and others pay', 'Nobody'],
      says: ({ harm }: ArticleNumbers) =>
        `${harm.tasks.map((gain, task) => `Task ${task + 1} is ${better(gain)}`).join('; ')}. The mean of the three, ${better(harm.overall)}, shows none of this.`,
    },
    labels: {
      title: 'Sharing everything against choosing what to share',
      ask: (n: ArticleNumbers) =>
        `Four tasks in two pairs that have nothing to do with each other, ${formatCount(n.labels.few)} rows. Shared-Bottom shares everything. AdaTT-sp can learn to share within the pairs alone. How does Shared-Bottom do?`,
      answers: ['Better', 'Worse', 'Neither, clearly'],
      says: ({ labels }: ArticleNumbers) =>
        `With ${formatCount(labels.few)} rows Shared-Bottom is ${better(labels.atFew)} than AdaTT-sp. With ${formatCount(labels.many)} rows it is ${better(labels.atMany)}. Move the slider from one to the other.`,
    },
    experts: {
      title: 'Four experts, four tasks, four gates',
      ask: () => 'After training, how will the four gates of MMoE use the four experts?',
      answers: [
        'Each task has an expert of its own',
        'Each pair has experts of its own',
        'All mix all of them, nearly evenly',
      ],
      says: ({ experts }: ArticleNumbers) =>
        `Over all rows no task gives an expert more than ${fixed(experts.most)} or less than ${fixed(experts.least)}; an even mix would be ${fixed(experts.even)}. In a single row, a weight is typically ${formatPoints(experts.deviation)} points off its mean. The gates do choose, but by row, not by task.`,
    },
    fences: {
      title: 'PLE: what a task may look at',
      ask: () =>
        'Tasks 1 and 2 are nearly the same. Which of the experts that task 1’s gate sees can bring it what task 2 has learned?',
      answers: ['Its own', 'Shared ones alone', 'None'],
      says: ({ fences }: ArticleNumbers) =>
        `Shared ones alone, whatever the correlation. At the upper level, tasks take ${fixed(fences.own)} of what they put out from their own experts and ${fixed(fences.shared)} from the shared ones.`,
    },
    own: {
      title: 'AdaTT-sp: one’s own expert, and what is borrowed',
      ask: () =>
        'Nobody tells the network that tasks 1 and 2 are alike, and 3 and 4. From which other task will task 1 borrow most?',
      answers: ['Task 2', 'Task 3', 'Task 4', 'From all alike'],
      says: ({ own }: ArticleNumbers) =>
        `At the upper level, ${fixed(own.own)} of task 1’s output comes from its own expert, ${fixed(own.alike)} from task 2’s, ${listed(own.others.map(fixed))} from those of tasks 3 and 4. Move the correlation to 0 and see what becomes of it.`,
    },
    inside: {
      title: 'Inside one gate, for one row',
      ask: () => 'This is task 1’s gate at the upper level, for a single row. The row moves. What changes?',
      answers: ['The gate’s weights', 'The fixed weight of its own expert', 'Both'],
      says: ({ inside }: ArticleNumbers) =>
        `The gate’s weights, for the experts of tasks 1 to 4 in this order: from ${listed(inside.left.map((weight) => formatWeight(weight)))} at one end to ${listed(inside.right.map((weight) => formatWeight(weight)))} at the other. The weight of its own expert stays ${inside.native}. Slide, and see the prediction follow.`,
    },
    conditions: {
      title: 'Which model is better, and when',
      ask: (n: ArticleNumbers) =>
        `${formatCount(n.conditions.numExperiments)} experiments drawn at random, every model at its best size. Which one has the lowest loss most often?`,
      answers: ['Shared-Bottom', 'One network per task (single-task)', 'PLE', 'AdaTT-sp'],
      says: ({ conditions: { best, numComparisons } }: ArticleNumbers) =>
        `${listed(best.map(([name, count]) => `${name} in ${count || 'none'}`))}. Cross-Stitch is one network per task whose layers are mixed with learned weights. Lowest most often does not mean better everywhere: the picture has ${numComparisons} comparisons that were tested, each with its own gain.`,
    },
  },
  comparisons: {
    pair: (better: string, than: string) => `${better} over ${than}`,
    labels: (fewest: string, most: string) => `${fewest}–${most} labels per task`,
  },
  sections: [
    {
      id: 'why',
      title: 'One network for several tasks',
      body: (n: ArticleNumbers) => [
        'A _task_ is one thing to predict from a row of inputs. The plainest way is one network per task, _single-task_. Nothing can go wrong between such networks, and nothing can be gained.',
        'The oldest alternative shares the lower layers and gives every task a small network of its own on top, its _tower_. This is Shared-Bottom [caruana]. The shared layers must find features that serve everybody. Where tasks need the same features, every label teaches all of them.',
        'How much tasks have in common is a dial here. Each task is a made-up function of a few hidden features, and the _correlation_ of two tasks says how alike the directions are in which they look. At 1 both are one function. At 0 they have nothing in common. At −1 each is the other upside down. Noise is added, so no network gets everything right.',
        {
          figure: 'share' as const,
          after: [
            `At a correlation of ${formatWeight(-n.share.correlation)} sharing pays again: ${amount(n.share.opposite)}. Opposite is not unrelated. Both tasks need the same features, and a tower can turn a sign.`,
            `Here and below, “better” is a lower loss on rows that were not trained on, and brackets hold the ${formatLevel(n.level)} interval over repetitions. In the picture a diamond is the mean over tasks, a coloured dot one task, a grey dot one repetition; the grey band counts as a tie.`,
          ],
        },
      ],
    },
    {
      id: 'harm',
      title: 'When one task pays for another',
      body: () => [
        'To lose by sharing is called _negative transfer_. It need not strike everybody: tasks that share layers compete for them.',
        {
          figure: 'harm' as const,
          after: [
            'Ranking teams know this as the _seesaw_ [ple]: one number goes up, and another comes down. A mean over tasks hides it. That is why results in this playground have a dot for every task, beside one for all. Which task pays can differ from one draw of the tasks to the next.',
          ],
        },
      ],
    },
    {
      id: 'labels',
      title: 'Why sharing everything is hard to beat',
      body: (n: ArticleNumbers) => [
        'So a network should choose what to share. But a choice must be learned too, from the same labels. Where labels are few, the network that has nothing to choose has a head start.',
        {
          figure: 'labels' as const,
          after: [
            `Between ${formatCount(n.labels.few)} and ${formatCount(n.labels.many)} rows the order turns: there is enough to learn the choice from. Keep this in mind, and keep in mind what is not in this figure: both networks have the sizes that they were given. A network that may choose its size can also do with less.`,
          ],
        },
      ],
    },
    {
      id: 'experts',
      title: 'Experts and gates',
      body: () => [
        'MMoE [mmoe] cuts the shared layers into _experts_, small networks side by side. Each task has a _gate_, which looks at the row and says how much of each expert to take. Its weights are a softmax: none is negative, and they add up to 1.',
        { equation: 'mmoe' as const },
        'In words: what task 1 gets is a mixture of all experts, by the weights of its gate for this row. An expert belongs to nobody. It becomes what the gates make of it.',
        { figure: 'experts' as const, after: [] },
      ],
    },
    {
      id: 'fences',
      title: 'Fences',
      body: () => [
        'Experts and their gates are a _level_, and levels can be stacked. PLE [ple] gives experts owners. A task’s gate sees the experts of its own task and the shared ones, never those of another. So nothing comes straight from another task, neither what would spoil it nor what would help.',
        {
          figure: 'fences' as const,
          after: [
            'All that tasks teach each other must pass through the shared experts. Tasks with nothing in common meet there too.',
          ],
        },
      ],
    },
    {
      id: 'own',
      title: 'One’s own expert, and what is borrowed',
      body: () => [
        'AdaTT [adatt] takes the fences down and puts in a handrail. At every level a task keeps its own experts with a weight that no gate can take away. On top it borrows: a gate mixes the experts of all tasks.',
        { equation: 'adattSp' as const },
        'Each _G_ is what the gate gives for this row; the raised number is the level. The 1 beside the first is what is the task’s own. Without shared experts the network is called AdaTT-sp.',
        {
          figure: 'own' as const,
          after: [
            'So AdaTT’s gates do find out who is alike, without being told. They do it row by row. Here is one of them, opened.',
          ],
        },
        { figure: 'inside' as const, after: [] },
      ],
    },
    {
      id: 'pays',
      title: 'When does it pay?',
      body: ({ conditions, files }: ArticleNumbers) => [
        `To find one’s like is not yet to gain by it. So ${formatCount(conditions.numExperiments)} experiments were drawn at random, with ${listed(conditions.numTasks.map(String))} tasks and ${formatCount(conditions.fewest)} to ${formatCount(conditions.most)} labels per task, alike, in pairs or with outsiders. In each, ${conditions.numModels} models were trained for up to ${formatCount(conditions.numSteps)} steps, and validation rows chose among ${conditions.numSizes} sizes, then among learning rates.`,
        {
          figure: 'conditions' as const,
          after: [
            `The first ${conditions.numExplored} experiments suggested the ${conditions.numComparisons} comparisons. The others tested them, and ${conditions.numConfirmed === conditions.numComparisons ? 'all' : conditions.numConfirmed} held; the gains are of the tested half. One doesn’t hold if weight decay is chosen as well: one network per task with few labels is then ${better(conditions.withWeightDecay)} than AdaTT-sp.`,
            `What decides between AdaTT-sp and PLE is the number of labels, not who is alike. In figure 3 AdaTT-sp overtook Shared-Bottom with more rows; trained to the end, at its best size and rate, it does not. Why, the study cannot say: the Shared-Bottom that wins is mostly a small one, but with equal numbers of weights it is better as well, by ${amount(conditions.atEqualParameters)}.`,
          ],
        },
        `On ${files.count} public files with several labels nobody wins. Over all files the advantage of AdaTT-sp is ${signed(files.overPle)} over PLE, ${signed(files.overSharedBottom)} over Shared-Bottom, ${signed(files.overSingle)} over one network per task and ${signed(files.overTrees)} over boosted trees. These four intervals hold together, and all contain 0.`,
      ],
    },
    {
      id: 'paper',
      title: 'What the paper reports, and what is found here',
      body: ({ paper, conditions }: ArticleNumbers) => [
        `On the public Census-Income data the paper has AdaTT ahead of every rival, by up to ${formatWeight(paper.most, 4)} of AUC, as a mean over 100 initial weights. Trained here on that data set’s smaller file with ${paper.seeds} initial weights, no interval between AdaTT-sp and a rival reaches beyond ${formatWeight(paper.furthest, 4)}. Both can be true. The paper’s other results, on a large log of a video feed, nobody outside can repeat.`,
        `What was not looked at here: more labels than ${formatCount(conditions.most)} per task, ids of users and items by the million, tasks that drift. Made-up tasks are not a feed. They are what can be known in full: who is alike, how much noise there is, and what the best possible answer would be.`,
      ],
    },
    {
      id: 'log',
      title: 'What to do with your own log',
      body: ({ conditions }: ArticleNumbers) => [
        `**Begin with two yardsticks**: one network per task, and a small Shared-Bottom. In ${conditions.numSimpleBest} of the ${formatCount(conditions.numExperiments)} experiments one of these two was the best of all.`,
        `**Count the labelled rows of your rarest task.** Below some ${formatCount(conditions.manyLabels)}, gates have little to learn from. Above, where you would take PLE, try AdaTT-sp with the same number of weights.`,
        '**Give every network its best size, rate and weight decay.** Where you cannot, give all of them the same number of weights.',
        '**Train each several times** and look at intervals. “Practically equal” is a result: take the cheaper one.',
        '**Look at every task.** If one pays for another, the mean will not tell you.',
        'All of this is in the playground: drop a CSV or Parquet file there, and nothing leaves your device.',
      ],
    },
  ],
  referencesTitle: 'References',
  references: {
    caruana: {
      short: 'Caruana 1997',
      full: 'Caruana, R. Multitask Learning. Machine Learning 28, 1997.',
      address: addresses.caruanaPaper,
    },
    mmoe: {
      short: 'Ma et al. 2018',
      full: 'Ma, J. et al. Modeling Task Relationships in Multi-task Learning with Multi-gate Mixture-of-Experts. KDD 2018.',
      address: addresses.mmoePaper,
    },
    ple: {
      short: 'Tang et al. 2020',
      full: 'Tang, H. et al. Progressive Layered Extraction (PLE): A Novel Multi-Task Learning (MTL) Model for Personalized Recommendations. RecSys 2020.',
      address: addresses.plePaper,
    },
    adatt: {
      short: 'Li et al. 2023',
      full: 'Li, D. et al. AdaTT: Adaptive Task-to-Task Fusion Network for Multitask Learning in Recommendations. KDD 2023.',
      address: addresses.adattPaper,
    },
  },
  reference: (name: string) => `(${name})`,
  cite: 'Cite',
  citeHint: 'The release, the article and the digest of the runs behind its numbers.',
  coursePage: {
    title: 'A course of four lessons',
    lead: 'The article as a course: four lessons that follow one another, on recorded runs of the playground. Each asks before it shows. Students open the first link; the end of a lesson leads to the next. Answers are kept in the student’s browser, and saved as a file for the teacher at the end of each lesson.',
    minutes: (minutes: number) => `${minutes} minutes`,
    open: 'Open this lesson',
    hand: 'To hand a lesson out, copy its link, or open it and choose Share: that gives a short line for a frame, too.',
    back: 'The article',
  },
} as const;
