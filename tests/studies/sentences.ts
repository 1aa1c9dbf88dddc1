/**
 * `npm run sentences -- [PRESET ...] [--seeds 1,2,3] [--short]`: trains presets and, where none is named, twenty unusual set-ups, and holds
 * every sentence that the page could say of them against their losses and gates, whose numbers are printed beside it; then trains
 * presets so that nothing is learned, of which nothing may be said. `--short` takes few rows and steps of presets. Exit code 1 when a
 * sentence does not hold.
 */

import { summaryOfRun, type TrainedRun, withRunner } from '../../src/cli/trainRun.ts';
import { setData, setTraining } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { checkedSentences } from './sentenceOracle.ts';
import { presetsIn, runStudy, seedsIn, seedsOption } from './study.ts';
import { unusualSetUps } from './unusualSetUps.ts';

const usage =
  'Usage: npm run sentences -- [PRESET ...] [--seeds 1,2,3] [--short] [--backend wasm|cpu] [--workers N] [--json]';

const shortened = (experiment: Experiment): Experiment =>
  setTraining(setData(experiment, { numTrainRows: 1000, numValidationRows: 200, numTestRows: 200 }), {
    numSteps: 100,
    evalEvery: 50,
    numReplicas: 3,
    batchSize: 64,
    learningRate: 0.02,
  });

/** Trained so that nothing is learned: for a few steps that change next to nothing, and by steps so large that all ends in constants. */
const idle = (experiment: Experiment): readonly Experiment[] => [
  setTraining(experiment, { numSteps: 10, evalEvery: 10, learningRate: 1e-6 }),
  setTraining(experiment, { numSteps: 100, evalEvery: 50, learningRate: 1 }),
];

/** Rules that may speak where nothing was learned: they say so. */
const ofIdleRuns: readonly string[] = ['bestFirst', 'fewReplicas', 'diverged', 'stillImproving'];

/** Sentences that name a cause and need not compute its size, each with the reason. */
const causesByDefinition: Readonly<Record<string, string>> = {
  'gains or loses by sharing, negative transfer':
    'the name of the gain over a network per task, which is printed',
  'over-fitting': 'the name of the rise of the validation loss, which is printed',
  'what funnelApart and findTheBug tell': 'true of how they are made, not read off a run',
  'labels correlate less than asked': 'a fact of the generator, whose closed form is printed beside it',
};

interface Checked {
  readonly id: string;
  readonly seed: number;
  readonly isIdle: boolean;
  readonly fault: string | null;
  readonly sentence: string;
  readonly numbers: string;
}

await runStudy({ ...seedsOption, '--short': null }, async (args) => {
  const seeds = seedsIn(args);
  const found: Checked[] = [];
  const hold = async (
    of: Pick<Checked, 'id' | 'seed' | 'isIdle'>,
    experiment: Experiment,
    run: TrainedRun,
  ) => {
    const checked = checkedSentences(experiment, run, summaryOfRun(experiment, run));
    for (const { rule, sentence, fault: ofNumbers, numbers } of checked) {
      const fault = of.isIdle && !ofIdleRuns.includes(rule) ? 'nothing was learned' : ofNumbers;
      found.push({ ...of, fault, sentence, numbers });
      const held = fault === null ? 'holds' : `WRONG (${fault})`;
      await args.say(`${of.id} ${of.seed}  ${held}  ${sentence}\n      ${numbers}\n`);
    }
  };
  await withRunner(args, async ({ trainAll }) => {
    for (const { id, experiment } of presetsIn(args, usage))
      for (const seed of seeds) {
        const seeded = setData(args.options.has('--short') ? shortened(experiment) : experiment, { seed });
        await hold({ id, seed, isIdle: false }, seeded, await trainAll(seeded));
        for (const trained of seed === seeds[0] ? idle(seeded) : [])
          await hold({ id, seed, isIdle: true }, trained, await trainAll(trained, true));
      }
  });
  const [seed = 1] = seeds;
  for (const { id, experiment, table } of args.positions.length === 0 ? await unusualSetUps(seed) : [])
    await withRunner({ ...args, table }, async ({ trainAll }) =>
      hold({ id, seed, isIdle: false }, experiment, await trainAll(experiment, true)),
    );
  for (const [said, reason] of Object.entries(causesByDefinition))
    await args.say(`Names a cause without its size: ${said} (${reason}).\n`);
  const numWrong = found.filter(({ fault }) => fault !== null).length;
  const summary = `${found.length} sentences, ${numWrong} of them wrong\n`;
  return { json: { found, causesByDefinition }, summary, isSound: numWrong === 0 };
});
