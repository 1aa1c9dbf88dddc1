/**
 * Tunes each finalist by coordinate steps from its best settings so far: learning rate, weight decay, dropout.
 * All train to the last step on the repetitions of the rungs, and validation chooses. A rate or weight decay at
 * the edge of those tried is followed by one beyond it in each later round.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import type { TunedSettings } from '../../experiment/learningRate.ts';
import { trainingFields } from '../../experiment/trainingFields.ts';
import { architectureOf } from '../../models/architectures.ts';
import type { ReportedPoint } from '../reportedPoint.ts';
import { candidateOf, type SearchCandidate } from './candidates.ts';
import { finalistFamiliesOf, rankedByScore, rankedCandidatesIn } from './halving.ts';
import { DROPOUTS, finalsExperimentOf, type SearchPlan, tunedKeys } from './plan.ts';

type Points = readonly ReportedPoint[];

const RATE_STEP = 3;
const DECAYS = [0, 0.1, 1] as const;
const DECAY_STEP = 10;

/** A finalist with all settings tried before a round, best first; placeholders until those are trained. */
function triedSettingsOf(
  plan: SearchPlan,
  place: number,
  round: number,
  points: Points,
): readonly SearchCandidate[] {
  if (round === 0) return finalistFamiliesOf(plan, points)[place] ?? [];
  const run = { place, round: round - 1 };
  const all = [...triedSettingsOf(plan, place, run.round, points), ...tuningCandidatesOf(plan, run, points)];
  return rankedByScore(all, (one) => wholeScoresOf(plan, points, one));
}

/** Scores of all steps, one per replica; empty if not trained so far. */
export const wholeScoresOf = (
  { runs, rungs }: SearchPlan,
  points: Points,
  { id }: SearchCandidate,
): readonly number[] =>
  points.flatMap(({ key, reported }) => {
    const run = runs[key];
    const isWhole = run?.kind === 'tuning' || (run?.kind === 'rung' && run.rung === rungs.length - 1);
    return isWhole ? (reported[id]?.scores ?? []) : [];
  });

/** What a run of a round trains; never empty. */
export function tuningCandidatesOf(
  plan: SearchPlan,
  { round, place }: { readonly round: number; readonly place: number },
  points: Points,
): readonly SearchCandidate[] {
  const tried = triedSettingsOf(plan, place, round, points);
  const [best] = tried;
  if (best === undefined) return [];
  const ids = new Set(tried.map(({ id }) => id));
  const all = tried.map(({ settings }) => settings);
  return changesIn(round, best.settings, all)
    .map((changed) => candidateOf(best.card, { ...best.settings, ...changed }))
    .filter(({ id }) => !ids.has(id) && ids.add(id))
    .slice(0, round === 0 ? Math.min(2, plan.numAtOnce) : plan.numAtOnce);
}

function changesIn(
  round: number,
  best: TunedSettings,
  tried: readonly TunedSettings[],
): readonly Partial<TunedSettings>[] {
  const rateBeside = (steps: number) => ({
    learningRate: trainingFields.learningRate.read(best.learningRate * RATE_STEP ** steps),
  });
  const setting = tunedKeys[round];
  if (setting === 'learningRate') return [-1, 1, -2, 2, -3, 3, -4, 4].map(rateBeside);
  const beyond = [
    ...(tried.every((one) => one.learningRate <= best.learningRate) ? [rateBeside(1)] : []),
    ...(tried.every((one) => one.learningRate >= best.learningRate) ? [rateBeside(-1)] : []),
    ...(best.weightDecay > 0 && tried.every((one) => one.weightDecay <= best.weightDecay)
      ? [{ weightDecay: trainingFields.weightDecay.read(best.weightDecay * DECAY_STEP) }]
      : []),
  ];
  return setting === 'weightDecay'
    ? [...DECAYS.map((weightDecay) => ({ weightDecay })), ...beyond]
    : [...DROPOUTS.map((dropout) => ({ dropout })), ...beyond];
}

/** All settings tried for each finalist, best first, as are the finalists; placeholders until all are trained. */
export function tunedFinalistsOf(plan: SearchPlan, points: Points): readonly (readonly SearchCandidate[])[] {
  const all = finalistFamiliesOf(plan, points).map((_, place) =>
    triedSettingsOf(plan, place, tunedKeys.length, points),
  );
  const ranked = rankedByScore(
    all.flatMap(([best]) => best ?? []),
    (one) => wholeScoresOf(plan, points, one),
  );
  return ranked.flatMap((best) => all.filter((tried) => tried[0] === best));
}

/** Those that no rung had, as far as they are trained. */
export const tunedCandidatesIn = (plan: SearchPlan, points: Points): readonly SearchCandidate[] =>
  tunedFinalistsOf(plan, points)
    .flat()
    .filter((one) => !plan.candidates.includes(one) && wholeScoresOf(plan, points, one).length > 0);

export const areFinalistsKnown = ({ runs }: SearchPlan, points: Points): boolean =>
  runs.every(({ kind }, at) => kind === 'finals' || kind === 'cost' || points.some(({ key }) => key === at));

export const finalistsOf = (plan: SearchPlan, points: Points): readonly SearchCandidate[] =>
  tunedFinalistsOf(plan, points).flatMap(([best]) => best ?? []);

/** The finals, or of placeholders. A hidden baseline has the rate that was best for its architecture. */
export function finalsIn(plan: SearchPlan, points: Points): Experiment {
  const isBaseline = ({ family }: SearchCandidate) => architectureOf(family)?.role === 'baseline';
  const best = plan.rungs
    .flatMap((_, rung) => rankedCandidatesIn(plan, rung, points)?.find(isBaseline) ?? [])
    .at(-1);
  const { training } = plan.experiment;
  const common = { ...training, learningRate: best?.settings.learningRate ?? training.learningRate };
  return finalsExperimentOf(
    { ...plan.experiment, training: common },
    finalistsOf(plan, points),
    plan.numFinalReplicas,
  );
}
