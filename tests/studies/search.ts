/**
 * `npm run search`: what *Try them all* says where there is nothing to find. On many small draws it searches among nine architectures
 * that are one and the same, under other names and with other initial weights, and counts how often it names a winner; then among all
 * architectures on labels that are noise; and, lest it never says anything, where eight of the nine have layers of one unit and rows are many.
 * Exit code 1 where more than 8 % of either of the first two name one.
 */
import { countOption } from '../../src/cli/arguments.ts';
import { type CommandRunner, withRunner, withSearchRun } from '../../src/cli/trainRun.ts';
import { UserError } from '../../src/core/errors.ts';
import { setData } from '../../src/experiment/edit.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { readLink } from '../../src/experiment/link/link.ts';
import { searchVerdictOf } from '../../src/studies/search/answer.ts';
import { candidateOf, ratesOf } from '../../src/studies/search/candidates.ts';
import { finalistsOf, type SearchPoint } from '../../src/studies/search/halving.ts';
import { type SearchPlan, searchPlanOf } from '../../src/studies/search/plan.ts';
import { text } from '../../src/text/text.ts';
import { showProgress } from './batches.ts';
import { runStudy } from './study.ts';

/** Two tasks of a few rows, whose networks are best before their last step. */
const small =
  'v=2&tasks=2&in=8&train=240&val=120&test=240&reps=5&batch=32&steps=360&eval=18&lr=.01&A=adattSp,levels:12_8';

/** The share of searches that may name a winner where there is none: 16 of 200. */
const highest = 0.08;

const numNames = 9;

await runStudy({ '--draws': text.cli.aNumber, '--only': 'equal, noise or apart' }, async (args) => {
  const numDraws = countOption(args, '--draws', 200, 1);
  const kinds = { equal: equalPlan, noise: noisePlan, apart: apartPlan };
  const only = args.options.get('--only');
  const found = await withRunner({ ...args, numWorkers: args.numWorkers ?? 1 }, async (runner) => {
    const counts = [];
    for (const [kind, planOf] of Object.entries(kinds)) {
      if (only !== undefined && only !== kind) continue;
      const said = await saidInDraws(kind, numDraws, planOf, runner);
      counts.push({ kind, numDraws, ...countsOf(said) });
    }
    return counts;
  });
  const lines = found.map(
    ({ kind, winners, conclusions }) =>
      `${kind}, ${numDraws} searches: winners ${JSON.stringify(winners)}; conclusions on finalists: ${JSON.stringify(conclusions)}`,
  );
  return {
    json: found,
    summary: `${[...lines, `It took ${args.seconds().toFixed(0)} s.`].join('\n')}\n`,
    isSound: found.every(({ kind, numWinners }) => kind === 'apart' || numWinners <= highest * numDraws),
  };
});

/** The answers of searches: the family that is named as a winner, or null, and the conclusions that are shown beside it. */
type Said = readonly { readonly winner: string | null; readonly conclusions: readonly string[] }[];

async function saidInDraws(
  kind: string,
  numDraws: number,
  planOf: (seed: number) => SearchPlan,
  runner: CommandRunner,
): Promise<Said> {
  const said = [];
  for (let draw = 1; draw <= numDraws; draw++) {
    const plan = planOf(draw);
    const points = await finalRuns(plan, runner);
    const verdict = searchVerdictOf(plan, points);
    const place = verdict?.finals.cards.findIndex(({ id }) => id === verdict.winnerId) ?? -1;
    said.push({
      winner: finalistsOf(plan, points)[place]?.family ?? null,
      conclusions: verdict?.comparisons.map(({ overall }) => overall.conclusion) ?? [],
    });
    if (draw % 10 === 0) {
      const numWinners = said.filter(({ winner }) => winner !== null).length;
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
  const winners = said.flatMap(({ winner }) => winner ?? []);
  return {
    numWinners: winners.length,
    winners: countOfEach(winners),
    conclusions: countOfEach(said.flatMap(({ conclusions }) => conclusions)),
  };
}

function countOfEach(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function drawOf(seed: number): Experiment {
  return readLink(`${small}&seed=${seed}`).experiment;
}

/** The reference card under several names, each at every learning rate. */
function equalPlan(seed: number): SearchPlan {
  return namedPlan(drawOf(seed), (card) => card);
}

/** The same on more rows, where all names but the first have layers of one unit. */
function apartPlan(seed: number): SearchPlan {
  return namedPlan(setData(drawOf(seed), { numTrainRows: 2000 }), (card, index) =>
    index === 0 ? card : { ...card, options: { ...card.options, levelDims: [[1], [1]] } },
  );
}

function namedPlan(
  experiment: Experiment,
  cardOf: (card: CardConfig, index: number) => CardConfig,
): SearchPlan {
  const [reference] = experiment.cards;
  if (reference === undefined) throw new UserError(text.experiment.checks.noCards);
  const cards = Array.from({ length: numNames }, (_, index) =>
    cardOf({ ...reference, initialSeedOffset: index }, index),
  );
  const candidates = ratesOf(experiment).flatMap((rate) =>
    cards.map((card, index) => candidateOf(card, rate, `name ${index}`)),
  );
  return searchPlanOf(experiment, { candidates, leftOut: [] });
}

/** All architectures, on labels of which nothing can be learned. */
function noisePlan(seed: number): SearchPlan {
  const experiment = drawOf(seed);
  return searchPlanOf({ ...experiment, tasks: experiment.tasks.map((task) => ({ ...task, noise: 1000 })) });
}
