/**
 * `npm run search`: what *Try them all* says where there is nothing to find. On many small draws it searches among nine architectures
 * that are one and the same, under other names and with other initial weights, and counts how often it names a winner; then among all
 * architectures on labels that are noise. Exit code 1 where more than 8 % of either name one.
 */
import { countOption } from '../../src/cli/arguments.ts';
import { withSearchRun } from '../../src/cli/searchFile.ts';
import { type CommandRunner, withRunner } from '../../src/cli/trainRun.ts';
import { referenceOf } from '../../src/experiment/comparison.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { readLink } from '../../src/experiment/link/link.ts';
import { searchVerdictOf } from '../../src/search/answer.ts';
import { candidateOf, ratesOf } from '../../src/search/candidates.ts';
import type { SearchPoint } from '../../src/search/halving.ts';
import { type SearchPlan, searchPlanOf } from '../../src/search/plan.ts';
import { text } from '../../src/text/text.ts';
import { showProgress } from './batches.ts';
import { runStudy } from './study.ts';

/** Two tasks of a few rows, whose networks are best before their last step. */
const small =
  'v=2&tasks=2&in=8&train=240&val=120&test=240&reps=5&batch=32&steps=360&eval=18&lr=.01&A=adattSp,levels:12_8';

/** The share of searches that may name a winner where there is none: 16 of 200. */
const highest = 0.08;

const numNames = 9;

await runStudy({ '--draws': text.cli.aNumber }, async (args) => {
  const numDraws = countOption(args, '--draws', 200, 1);
  const kinds = { equal: equalPlan, noise: noisePlan };
  const found = await withRunner({ ...args, numWorkers: args.numWorkers ?? 1 }, async (runner) => {
    const counts = [];
    for (const [kind, planOf] of Object.entries(kinds)) {
      const said = await saidInDraws(kind, numDraws, planOf, runner);
      counts.push({ kind, numDraws, ...countsOf(said) });
    }
    return counts;
  });
  const lines = found.map(
    ({ kind, numWinners, conclusions }) =>
      `${kind}: a winner in ${numWinners} of ${numDraws}; against the others: ${JSON.stringify(conclusions)}`,
  );
  return {
    json: found,
    summary: `${[...lines, `It took ${args.seconds().toFixed(0)} s.`].join('\n')}\n`,
    isSound: found.every(({ numWinners }) => numWinners <= highest * numDraws),
  };
});

/** What each search says: true if it names a winner, and the conclusions about its suggestion. */
type Said = readonly { readonly hasWinner: boolean; readonly conclusions: readonly string[] }[];

async function saidInDraws(
  kind: string,
  numDraws: number,
  planOf: (seed: number) => SearchPlan,
  runner: CommandRunner,
): Promise<Said> {
  const said = [];
  for (let draw = 1; draw <= numDraws; draw++) {
    const plan = planOf(draw);
    const verdict = searchVerdictOf(plan, await finalRuns(plan, runner));
    said.push({
      hasWinner: verdict !== null && verdict.winnerId !== null,
      conclusions: verdict?.comparisons.map(({ overall }) => overall.conclusion) ?? [],
    });
    if (draw % 10 === 0) {
      const numWinners = said.filter(({ hasWinner }) => hasWinner).length;
      showProgress(`${kind}: ${draw} of ${numDraws} searches, ${numWinners} with a winner`);
    }
  }
  return said;
}

/** All runs but the last, which measures time. */
async function finalRuns(plan: SearchPlan, runner: CommandRunner): Promise<readonly SearchPoint[]> {
  let points: readonly SearchPoint[] = [];
  for (const [value, { kind }] of plan.runs.entries())
    if (kind !== 'cost')
      points = await withSearchRun(plan, value, points, (experiment) => runner.trainAll(experiment, true));
  return points;
}

function countsOf(said: Said) {
  const conclusions: Record<string, number> = {};
  for (const conclusion of said.flatMap((one) => one.conclusions))
    conclusions[conclusion] = (conclusions[conclusion] ?? 0) + 1;
  return { numWinners: said.filter(({ hasWinner }) => hasWinner).length, conclusions };
}

function drawOf(seed: number): Experiment {
  return readLink(`${small}&seed=${seed}`).experiment;
}

/** The reference card under several names, each at every learning rate. */
function equalPlan(seed: number): SearchPlan {
  const experiment = drawOf(seed);
  const reference = referenceOf(experiment);
  const names = Array.from({ length: reference === null ? 0 : numNames }, (_, index) => index);
  const candidates = ratesOf(experiment).flatMap((rate) =>
    names.flatMap((index) =>
      reference === null
        ? []
        : [candidateOf({ ...reference, initialSeedOffset: index }, rate, `name${index}`)],
    ),
  );
  return searchPlanOf(experiment, { candidates, leftOut: [] });
}

/** All architectures, on labels of which nothing can be learned. */
function noisePlan(seed: number): SearchPlan {
  const experiment = drawOf(seed);
  return searchPlanOf({ ...experiment, tasks: experiment.tasks.map((task) => ({ ...task, noise: 1000 })) });
}
