/**
 * `npm run trends`: how often the trend after a drag says of a pair what the whole run says. Draws experiments near the opening one, each
 * with one slider moved, trains each as a trend and whole, and writes all nine counts into `app/recorded/trends.json`, which the page
 * shows beside trends. `--drags N` trains fewer, and writes nothing.
 */
import { writeFile } from 'node:fs/promises';
import { countOption } from '../../src/cli/arguments.ts';
import { type CommandRunner, withRunner } from '../../src/cli/trainRun.ts';
import { createStream, type RandomStream } from '../../src/core/random.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import { previewExperimentOf } from '../../src/experiment/derived/preview.ts';
import { setCorrelation, setData, setTask } from '../../src/experiment/edit.ts';
import { setCardOptions } from '../../src/experiment/editCards.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { reportedLossesIn } from '../../src/run/reportable.ts';
import { summaryOfReported } from '../../src/run/summary.ts';
import { TREND_REPLICAS, TREND_STEPS, trendOf } from '../../src/run/trend.ts';
import { formatGain } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { withoutBaseline } from './batches.ts';
import { runStudy } from './study.ts';

const usualDrags = 40;
const file = 'app/recorded/trends.json';
const answers = ['better', 'worse', 'neither'] as const;
type Answer = (typeof answers)[number];

interface Drag {
  readonly slider: string;
  readonly rival: string;
  readonly trend: Answer;
  readonly whole: Answer;
  readonly gains: readonly [trend: number, whole: number];
  /** From the start of both trainings, the preview's and then the trend's, in Node. */
  readonly ms: number;
}

const uniform = (stream: RandomStream, low: number, high: number): number =>
  Math.round(100 * stream.uniformBetween(low, high)) / 100;

type Move = (experiment: Experiment, stream: RandomStream) => Experiment;

const sliders: readonly [readonly [string, Move], ...(readonly [string, Move])[]] = [
  [
    'correlation',
    (experiment, stream) => {
      const [row = 0, column = 1] = [...stream.permutation(4)].slice(0, 2).toSorted((a, b) => a - b);
      return setCorrelation(experiment, 'correlation', { row, column, value: uniform(stream, -1, 1) });
    },
  ],
  [
    'labels',
    (experiment, stream) =>
      setTask(experiment, stream.integerBelow(4), { labelFraction: uniform(stream, 0.02, 0.5) }),
  ],
  [
    'noise',
    (experiment, stream) => setTask(experiment, stream.integerBelow(4), { noise: uniform(stream, 0, 1) }),
  ],
  [
    'experts',
    (experiment, stream) => setCardOptions(experiment, 'A', { numTaskExperts: 1 + stream.integerBelow(3) }),
  ],
  [
    'levels',
    (experiment, stream) => {
      const width = 8 + stream.integerBelow(41);
      const levelDims = Array.from({ length: 1 + stream.integerBelow(3) }, () => [width]);
      return setCardOptions(experiment, 'A', { levelDims });
    },
  ],
];

await runStudy({ '--drags': text.cli.aNumber }, async (args) => {
  const numDrags = countOption(args, '--drags', usualDrags, 1);
  const drags: Drag[] = [];
  await withRunner({ backend: 'wasm', numWorkers: args.numWorkers }, async (runner) => {
    await trainTrend(defaultExperiment(), 'B', runner);
    for (let index = 0; index < numDrags; index++) {
      const drag = await trainedDrag(index, runner);
      drags.push(drag);
      await args.say(`${lineOf(drag, index)}\n`);
    }
  });
  const counts = countsOf(drags);
  if (numDrags === usualDrags) await writeFile(file, `${JSON.stringify({ drags: numDrags, ...counts })}\n`);
  return { json: { drags, counts }, summary: summaryText(drags, args.seconds()), isSound: true };
});

/** Each slider in turn, on another draw of the tasks, against either rival of the opening experiment. */
async function trainedDrag(index: number, runner: CommandRunner): Promise<Drag> {
  const stream = createStream(45, 'drag', index);
  const [slider, move] = sliders[index % sliders.length] ?? sliders[0];
  const experiment = move(setData(defaultExperiment(), { draw: index, seed: index }), stream);
  const rival = stream.integerBelow(2) === 0 ? 'B' : 'C';
  const { trend, ms } = await trainTrend(experiment, rival, runner);
  const all = withoutBaseline(experiment);
  const whole = { ...all, cards: all.cards.filter(({ id }) => id === 'A' || id === rival) };
  const { networks, knownLosses } = await runner.train(whole, true);
  const ofRun = { reported: reportedLossesIn(whole, networks), knownLosses, isFinal: true };
  const card = summaryOfReported(experiment, ofRun)?.cards.find(({ cardId }) => cardId === rival);
  const said = card?.verdict?.overall;
  return {
    ...{ slider, rival, ms },
    trend: trend.low > 0 ? 'better' : trend.high < 0 ? 'worse' : 'neither',
    whole: said?.conclusion === 'better' || said?.conclusion === 'worse' ? said.conclusion : 'neither',
    gains: [trend.mean, said?.gain.mean ?? Number.NaN],
  };
}

/** Trains what the page trains when a hand lets go: the last preview, then five repetitions. */
async function trainTrend(experiment: Experiment, rival: string, runner: CommandRunner) {
  const startMs = performance.now();
  await runner.train(previewExperimentOf(experiment, ['A', rival], TREND_STEPS), true);
  const pair = previewExperimentOf(experiment, ['A', rival], TREND_STEPS, TREND_REPLICAS);
  const trend = trendOf(pair, await runner.train(pair, true));
  if (trend === null) throw new Error('The pair was not evaluated.');
  return { trend: trend.gain, ms: performance.now() - startMs };
}

/** Rows: what the trend says; columns: the whole run. */
function countsOf(drags: readonly Drag[]): Readonly<Record<Answer, Readonly<Record<Answer, number>>>> {
  const rowOf = (trend: Answer) => {
    const number = (whole: Answer) =>
      drags.filter((drag) => drag.trend === trend && drag.whole === whole).length;
    return { better: number('better'), worse: number('worse'), neither: number('neither') };
  };
  return { better: rowOf('better'), worse: rowOf('worse'), neither: rowOf('neither') };
}

function lineOf({ slider, rival, trend, whole, gains, ms }: Drag, index: number): string {
  return `${index} ${slider}, ${rival} against A: trend ${formatGain(gains[0])} ${trend}, whole run ${formatGain(gains[1])} ${whole}, ${ms.toFixed(0)} ms`;
}

function summaryText(drags: readonly Drag[], seconds: number): string {
  const counts = countsOf(drags);
  const clear = drags.filter(({ trend }) => trend !== 'neither');
  const same = clear.filter(({ trend, whole }) => trend === whole).length;
  const against = clear.filter(({ trend, whole }) => whole !== 'neither' && trend !== whole).length;
  const sameSide = drags.filter(({ gains: [one, other] }) => one > 0 === other > 0).length;
  const times = drags.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const quantile = (share: number) => (times[Math.ceil(share * times.length) - 1] ?? 0).toFixed(0);
  return [
    'trend        whole run: better, worse, neither',
    ...answers.map(
      (trend) => `${trend.padEnd(12)} ${answers.map((whole) => counts[trend][whole]).join(', ')}`,
    ),
    `Of ${clear.length} clear trends of ${drags.length}, the whole run says the same of ${same} and the opposite of ${against}; means on the same side in ${sameSide}.`,
    `Preview and trend: median ${quantile(0.5)} ms, 90 % within ${quantile(0.9)} ms. ${seconds.toFixed(0)} s.\n`,
  ].join('\n');
}
