/**
 * `npm run sentences -- [PRESET ...] [--seeds 1,2,3] [--short]`: trains presets, and holds every sentence that the page could say of
 * them against their losses and gates; then trains each so that nothing is learned, of which nothing may be said. `--short`
 * takes few rows and steps. Exit code 1 when a sentence does not hold.
 */

import { summaryOfRun, withRunner } from '../../src/cli/trainRun.ts';
import { setData, setTraining } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { checkedSentences } from './sentenceOracle.ts';
import { presetsIn, runStudy, seedsIn, seedsOption } from './study.ts';

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

await runStudy({ ...seedsOption, '--short': null }, async (args) => {
  const seeds = seedsIn(args);
  const chosen = presetsIn(args, usage);
  const found: {
    readonly id: string;
    readonly seed: number;
    readonly isIdle: boolean;
    readonly fault: string | null;
    readonly sentence: string;
  }[] = [];
  await withRunner(args, async ({ trainAll }) => {
    for (const { id, experiment } of chosen)
      for (const seed of seeds) {
        const seeded = setData(args.options.has('--short') ? shortened(experiment) : experiment, { seed });
        const runs = [[seeded, false] as const, ...idle(seeded).map((trained) => [trained, true] as const)];
        for (const [trained, isIdle] of seed === seeds[0] ? runs : runs.slice(0, 1)) {
          const run = await trainAll(trained, isIdle);
          for (const { rule, sentence, fault } of checkedSentences(
            trained,
            run,
            summaryOfRun(trained, run),
          )) {
            const said = isIdle && !ofIdleRuns.includes(rule) ? 'nothing was learned' : fault;
            found.push({ id, seed, isIdle, fault: said, sentence });
            await args.say(`${id} ${seed}  ${said === null ? 'holds' : `WRONG (${said})`}  ${sentence}\n`);
          }
        }
      }
  });
  const numWrong = found.filter(({ fault }) => fault !== null).length;
  const summary = `${found.length} sentences, ${numWrong} of them wrong\n`;
  return { json: found, summary, isSound: numWrong === 0 };
});
