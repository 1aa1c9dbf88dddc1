/** A search over architectures as a study: what each run trains, how it is read back, and why it cannot run. */
import * as z from 'zod/mini';
import { memoise } from '../../core/memoise.ts';
import { problemsOfExperiment } from '../../experiment/costs/checks.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { formatCount } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import {
  pointFitsExperiment,
  type ReportedPoint,
  reportedPointOf,
  reportedPointSchema,
} from '../reportedPoint.ts';
import { studyReader } from '../savedStudy.ts';
import { nextKeys, type Study } from '../study.ts';
import { costRunOfVerdict, searchVerdictOf } from './answer.ts';
import { entrantsOf } from './halving.ts';
import { candidateBatchOf, costRunOf, type SearchPlan, searchPlanOf, tunedKeys } from './plan.ts';
import { finalistsOf, finalsIn, tuningCandidatesOf } from './tuning.ts';

type Points = readonly ReportedPoint[];

/** A key is the index of a run in the plan. */
interface Search extends Study<ReportedPoint> {
  readonly kind: 'search';
  readonly plan: SearchPlan;
}

export function searchOfPlan(plan: SearchPlan): Search {
  const { experiment, runs, rungs } = plan;
  const keysOf = (isOfRound: (run: SearchPlan['runs'][number]) => boolean) =>
    runs.flatMap((run, key) => (isOfRound(run) ? [key] : []));
  return {
    kind: 'search',
    experiment,
    settings: {},
    plan,
    // A search always uses the sizes of the reference card, whatever the budget.
    identity: [
      'search',
      { ...experiment, comparison: { ...experiment.comparison, budget: 'equalParameters' } },
    ],
    rounds: [
      ...rungs.map((_, rung) => keysOf((run) => run.kind === 'rung' && run.rung === rung)),
      ...tunedKeys.map((_, round) => keysOf((run) => run.kind === 'tuning' && run.round === round)),
      keysOf(({ kind }) => kind === 'finals'),
      keysOf(({ kind }) => kind === 'cost'),
    ],
    experimentAt: (key, points) => experimentOfRun(plan, key, points),
    words: text.search.status,
    labelOf: (key, points) => runWords(plan, key, points),
    pointOf: reportedPointOf,
  };
}

/** Memoised, since finding the widths of all candidates is costly. */
export const searchOf = memoise((experiment: Experiment) => searchOfPlan(searchPlanOf(experiment)));

export const readSearch = studyReader<Search, ReportedPoint, object>({
  kind: 'search',
  settings: z.object({}),
  point: reportedPointSchema,
  studyOf: searchOf,
  fits: (search, point, before) =>
    nextKeys(search, before).includes(point.key) &&
    pointFitsExperiment(point, search.experimentAt(point.key, before)),
});

/** Uses placeholder candidates if earlier runs are missing. */
function experimentOfRun(plan: SearchPlan, key: number, points: Points): Experiment {
  const run = plan.runs[key] ?? { kind: 'cost' };
  switch (run.kind) {
    case 'rung': {
      const entrants = entrantsOf(plan, run.rung, points);
      return candidateBatchOf(plan, run.rung, entrants.slice(run.from, run.from + plan.numAtOnce));
    }
    case 'tuning':
      return candidateBatchOf(plan, plan.rungs.length - 1, tuningCandidatesOf(plan, run, points));
    case 'finals': {
      const finals = finalsIn(plan, points);
      const { firstReplica, numReplicas } = run;
      return { ...finals, training: { ...finals.training, firstReplica, numReplicas } };
    }
    case 'cost':
      return costExperimentOf(plan, points);
    default:
      return run satisfies never;
  }
}

function costExperimentOf(plan: SearchPlan, points: Points): Experiment {
  const verdict = searchVerdictOf(plan, points);
  if (verdict !== null) return costRunOfVerdict(plan, verdict);
  const [candidate] = finalistsOf(plan, points);
  return candidate === undefined ? plan.experiment : costRunOf(plan, candidate);
}

function runWords(plan: SearchPlan, key: number, points: Points): string {
  const run = plan.runs[key];
  const { cards, training } = experimentOfRun(plan, key, points);
  const names = cards.map(({ name }) => name);
  if (run?.kind === 'rung') {
    const numSteps = formatCount(training.numSteps);
    return text.search.run.rung(run.rung + 1, plan.rungs.length, cards.length, numSteps);
  }
  if (run?.kind === 'tuning') {
    const setting = tunedKeys[run.round] ?? 'learningRate';
    return text.search.run.tuning(names[0] ?? '', cards.length, setting);
  }
  return run?.kind === 'finals' ? text.search.run.finals(names) : text.search.run.cost(names[0] ?? '');
}

export function problemsOfSearch({ experimentAt, experiment, plan }: Search): readonly string[] {
  const { candidates, runs } = plan;
  if (experiment.cards.length === 0) return [text.experiment.checks.noCards];
  const numFamilies = new Set(candidates.map(({ family }) => family)).size;
  if (numFamilies < 2) return [text.search.checks.nothingToCompare];
  const firstOf = (kind: string) => runs.findIndex((run) => run.kind === kind);
  const problems = [firstOf('rung'), firstOf('finals')].flatMap((key) =>
    problemsOfExperiment(experimentAt(key, [])).map(({ message }) => message),
  );
  return [...new Set(problems)];
}
