/**
 * `npm run study -- paper FILE`: trains the census experiment of the gallery on the file of the paper's public data set, with as many initial
 * weights as `--reps` says, and writes the test AUCs into `app/recorded/paper.json`.
 */
import { countOption } from '../../src/cli/arguments.ts';
import { experimentWithCsv } from '../../src/cli/csvFile.ts';
import { replaceFile } from '../../src/cli/outputFile.ts';
import { withRunner } from '../../src/cli/trainRun.ts';
import { UserError } from '../../src/core/errors.ts';
import { budgetOf } from '../../src/experiment/derived/budget.ts';
import { setTraining } from '../../src/experiment/edit.ts';
import { linkOfAll } from '../../src/experiment/link/link.ts';
import { reportedLossesIn } from '../../src/run/reportable.ts';
import type { PaperRun } from '../../src/studies/publicData/paper.ts';
import { experimentOfRecipe } from '../../src/teach/presets/recipeExperiments.ts';
import { batchesOf, withoutBaseline } from './batches.ts';
import { runStudy } from './study.ts';

const file = 'app/recorded/paper.json';

/** More initial weights at once do not fit into memory. */
const batchSize = 5;

await runStudy({ '--reps': 'a whole number' }, async (args) => {
  const [path] = args.positions;
  const recipe = experimentOfRecipe('census');
  if (path === undefined || recipe === undefined)
    throw new UserError('Usage: npm run study -- paper FILE [--reps N]');
  const numReplicas = countOption(args, '--reps', 20, 2);
  const { experiment, table } = await experimentWithCsv(
    setTraining(recipe, { numReplicas: batchSize }),
    path,
  );
  const trained = withoutBaseline(experiment);
  const { cards } = budgetOf(experiment);
  const aucs: number[][] = cards.map(() => []);
  await withRunner({ backend: 'wasm', numWorkers: args.numWorkers, table }, async (runner) => {
    for (const { batch } of batchesOf(trained, numReplicas, batchSize)) {
      const reported = reportedLossesIn(batch, (await runner.train(batch)).networks);
      for (const [index, { card }] of cards.entries())
        aucs[index]?.push(...reported(card.id).auc.map((auc) => Number(auc.toFixed(5))));
    }
  });
  const run: PaperRun = {
    config: linkOfAll(setTraining(experiment, { numReplicas })),
    tasks: experiment.tasks.map(({ name }) => name),
    cards: cards.map(({ card, costs }, index) => ({
      architecture: card.architecture,
      parameters: costs?.parameters.total ?? Number.NaN,
      aucs: aucs[index] ?? [],
    })),
  };
  await replaceFile(file, async () => `${JSON.stringify(run)}\n`);
  return {
    json: run,
    summary: `${file}: ${numReplicas} initial weights, ${args.seconds().toFixed(0)} s.\n`,
    isSound: true,
  };
});
