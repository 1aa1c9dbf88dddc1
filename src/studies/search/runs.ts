/** The runs of a search: what each trains, the point it yields, and why the search cannot run. */
import { problemsOfExperiment } from '../../experiment/costs/checks.ts';
import { totalWorkOf } from '../../experiment/costs/work.ts';
import { trainedExperimentOf } from '../../experiment/derived/trained.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { reportedIn } from '../../run/reportable.ts';
import type { Run } from '../../run/run.ts';
import { text } from '../../text/text.ts';
import { drawsPointOf } from '../sweep/taskDraws.ts';
import { costRunOfVerdict, searchVerdictOf } from './answer.ts';
import { entrantsOf, finalistsOf, finalsIn, type SearchPoint } from './halving.ts';
import { batchOf, costRunOf, type SearchPlan } from './plan.ts';

type Points = readonly SearchPoint[];

/** Uses placeholder candidates if earlier runs are missing. */
export function experimentOfRun(plan: SearchPlan, value: number, points: Points): Experiment {
  const run = plan.runs[value] ?? { kind: 'cost' };
  switch (run.kind) {
    case 'rung': {
      const entrants = entrantsOf(plan, run.rung, points);
      return batchOf(plan, run.rung, entrants.slice(run.from, run.from + plan.numAtOnce));
    }
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

/** Null if the run ended early. `experiment` is that of `experimentOfRun`. */
export function searchPointOf(
  plan: SearchPlan,
  value: number,
  experiment: Experiment,
  { run, seconds }: { readonly run: Pick<Run, 'networks' | 'knownLosses'>; readonly seconds: number },
): SearchPoint | null {
  const kind = plan.runs[value]?.kind;
  if (kind === 'finals') {
    const finals = drawsPointOf(value, experiment, run);
    return finals && { value, seconds, scores: {}, finals };
  }
  const reported = reportedIn(experiment, run.networks);
  const scoresOf = (id: string) => (kind === 'cost' ? [] : reported(id).scores);
  const scores = Object.fromEntries(experiment.cards.map(({ id }) => [id, scoresOf(id)]));
  return { value, seconds, scores, finals: null };
}

/** Indices in the plan, ascending. */
export const remainingRuns = ({ runs }: SearchPlan, points: Points): readonly number[] =>
  runs.map((_, value) => value).filter((value) => points.every((point) => point.value !== value));

/** Counts the unfinished runs; their actual candidates may differ. */
export function sizeOfSearch(plan: SearchPlan, points: Points) {
  const missing = remainingRuns(plan, points).map((value) => experimentOfRun(plan, value, points));
  const trained = missing.map(trainedExperimentOf);
  return {
    /** Every replica counts. */
    numTrainings: trained.reduce((sum, { cards, training }) => sum + cards.length * training.numReplicas, 0),
    /** Multiply-adds, see `workOf`. */
    work: totalWorkOf(missing),
    trained,
  };
}

/** Empty if the search can run. */
export function problemsOfSearch(plan: SearchPlan): readonly string[] {
  const { experiment, candidates, runs } = plan;
  if (experiment.cards.length === 0) return [text.experiment.checks.noCards];
  const numFamilies = new Set(candidates.map(({ family }) => family)).size;
  if (numFamilies < 2) return [text.search.checks.nothingToCompare];
  const firstOf = (kind: string) => runs.findIndex((run) => run.kind === kind);
  const problems = [firstOf('rung'), firstOf('finals')].flatMap((value) =>
    problemsOfExperiment(experimentOfRun(plan, value, [])).map(({ message }) => message),
  );
  return [...new Set(problems)];
}
