/**
 * Reports on networks between which there is no difference, and what they say all the same. One report has a reference, a rival and a
 * baseline that differ in their initial weights alone, so that nothing clear in any of its four lists is true; its planted twin has a
 * network that is really worse in the place of the rival. Knows no command.
 */
import { isNegativeTransfer, MIN_REPLICAS } from '../../src/analysis/pairs.ts';
import type { ReportedLosses } from '../../src/analysis/reported.ts';
import type { Interval } from '../../src/analysis/statistics.ts';
import { setData, setTask, setTraining } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { readLink } from '../../src/experiment/link/link.ts';
import { comparisonToState, verdictsOf } from '../../src/run/report/verdictWords.ts';
import type { ReportedNetworks } from '../../src/run/reportable.ts';
import { type RunSummary, summaryOfReported } from '../../src/run/summary.ts';

/** The lists of a report: see `text.verdict.lists`. */
export const lists = ['differences', 'differencesOnTasks', 'gains', 'gainsOnTasks'] as const;
export type ReportList = (typeof lists)[number];

/** Repetitions of a report. */
const repetitions = 5;

/** A is the baseline, B the reference, C equal to both; D is far too narrow. */
const cards =
  'A=singleTask,levels:12_8&B=singleTask,levels:12_8,s:1&C=singleTask,levels:12_8,s:2&D=singleTask,levels:1_1&budget=asConfigured&ref=B';
const setUpOf = (data: string): Experiment => readLink(`v=2&${data}&${cards}`).experiment;

/** Small set-ups of two to four tasks, whose networks are best before their last step. */
export const setUps: readonly Experiment[] = [
  setUpOf('tasks=2&in=8&train=240&val=120&test=240&batch=32&steps=360&eval=18&lr=.01'),
  setUpOf('tasks=3&in=12&train=200&val=120&test=300&batch=32&steps=300&eval=15&lr=.01'),
  setUpOf('tasks=4&in=12&train=320&val=160&test=240&batch=32&steps=360&eval=18&lr=.01'),
  setTask(setUpOf('tasks=2&in=8&train=400&val=200&test=400&batch=32&steps=300&eval=15&lr=.01'), 1, {
    kind: 'binary',
  }),
];

/** So many reports of one set-up as one training, on tasks drawn by that seed. */
export const bundleOf = (setUp: Experiment, numReports: number, seed: number): Experiment =>
  setTraining(setData(setUp, { seed }), { numReplicas: numReports * repetitions });

/** A bundle taken apart: the null report and its planted twin of each five repetitions. */
export function reportsOf(
  bundle: Experiment,
  { reported, knownLosses }: Omit<ReportedNetworks, 'isFinal'>,
): readonly { readonly equal: RunSummary; readonly planted: RunSummary }[] {
  const numReplicas = bundle.training.numReplicas;
  const numTasks = bundle.tasks.length;
  const without = (id: string): Experiment => ({
    ...setTraining(bundle, { numReplicas: repetitions }),
    cards: bundle.cards.filter((card) => card.id !== id),
  });
  return Array.from({ length: numReplicas / repetitions }, (_, report) => {
    const part = partOf(report, numReplicas, numTasks);
    const summaryOf = (experiment: Experiment): RunSummary => {
      const summary = summaryOfReported(experiment, {
        reported: (id) => part(reported(id)),
        knownLosses: part(knownLosses),
        isFinal: true,
      });
      if (summary === null) throw new Error('A report has cards.');
      return summary;
    };
    return { equal: summaryOf(without('D')), planted: summaryOf(without('C')) };
  });
}

/** Takes the repetitions of one report out of lists `[R]` and `[R * T]`. */
function partOf(report: number, numReplicas: number, numTasks: number) {
  const cut = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const width = value.length === numReplicas ? 1 : value.length === numReplicas * numTasks ? numTasks : 0;
    return width === 0
      ? value
      : value.slice(report * repetitions * width, (report + 1) * repetitions * width);
  };
  return <L extends ReportedLosses | ReportedNetworks['knownLosses']>(losses: L): L =>
    Object.fromEntries(Object.entries(losses).map(([key, value]) => [key, cut(value)])) as unknown as L;
}

/** Clear statements of a report, list by list, as it would print them. */
export function clearIn(summary: RunSummary): Readonly<Record<ReportList, number>> {
  const verdicts = verdictsOf(summary);
  const gains = summary.cards.flatMap((card) => card.gains ?? []);
  const isSaid = (conclusion: string) => conclusion === 'better' || conclusion === 'worse';
  const isClear = (interval: Interval) =>
    isNegativeTransfer(interval) || (interval.n >= MIN_REPLICAS && interval.low > 0);
  return {
    differences: verdicts.filter(({ overall }) => isSaid(comparisonToState(overall).conclusion)).length,
    differencesOnTasks: verdicts.flatMap(({ tasks }) => tasks).filter(({ conclusion }) => isSaid(conclusion))
      .length,
    gains: gains.filter(({ overall }) => isClear(overall.gain)).length,
    gainsOnTasks: gains.flatMap(({ tasks }) => tasks).filter(({ gain }) => isClear(gain)).length,
  };
}

/** Reports with anything false in each list, in any, and those with a verdict at all. */
export interface NullCounts {
  readonly numReports: number;
  readonly lists: Readonly<Record<ReportList, number>>;
  readonly any: number;
  readonly numWithVerdict: number;
  /** Planted reports that call the narrow network worse. */
  readonly numFound: number;
}

export function countsOf(reports: ReturnType<typeof reportsOf>): NullCounts {
  const clear = reports.map(({ equal }) => clearIn(equal));
  const hasVerdict = (summary: RunSummary) =>
    verdictsOf(summary).every(
      ({ overall }) => !['stillImproving', 'learnedNothing'].includes(overall.conclusion),
    );
  const isFound = (summary: RunSummary) =>
    verdictsOf(summary).some(({ cardId, overall }) => cardId === 'D' && overall.conclusion === 'worse');
  return {
    numReports: reports.length,
    lists: Object.fromEntries(
      lists.map((list) => [list, clear.filter((counts) => counts[list] > 0).length]),
    ) as Record<ReportList, number>,
    any: clear.filter((counts) => lists.some((list) => counts[list] > 0)).length,
    numWithVerdict: reports.filter(({ equal }) => hasVerdict(equal)).length,
    numFound: reports.filter(({ planted }) => isFound(planted)).length,
  };
}

/**
 * The most false reports that a list may have: of 400 at 5 %, 27 or fewer come in 95 % of studies; in proportion for fewer reports.
 */
export const mostFalse = (numReports: number): number =>
  Math.floor(0.05 * numReports + 1.65 * Math.sqrt(0.0475 * numReports));

/** The least share of planted differences that must be found. */
const LEAST_FOUND = 0.8;

/** No list says more that is false than it may, and what is really there is found. */
export const isSound = ({ numReports, lists: counts, numFound }: NullCounts): boolean =>
  lists.every((list) => counts[list] <= mostFalse(numReports)) && numFound >= LEAST_FOUND * numReports;
