/** Quick look at smaller networks after a run that over-fitted, in the background. */
import { createStore } from 'zustand/vanilla';
import { memoise } from '../../src/core/memoise.ts';
import { cardOfTrainedId, trainedIdOf } from '../../src/experiment/cardIds.ts';
import { costOfRun } from '../../src/experiment/costs/work.ts';
import { singleRepetitionOf } from '../../src/experiment/derived/retraining.ts';
import { withScaledWidths } from '../../src/experiment/derived/sizes.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import { setTraining } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { reportedLossesIn, type ScoredNetwork } from '../../src/run/reportable.ts';
import type { CardSummary } from '../../src/run/summary.ts';
import type { Playground } from './createPlayground.ts';
import {
  type BackgroundRetraining,
  COST_PER_SECOND,
  createBackgroundRetraining,
} from './learned/backgroundRetraining.ts';
import { fileFor } from './stores/fileStore.ts';

const factors = [0.5, 0.25] as const;
// Longest training that starts without a request.
const MOST_SECONDS = 10;

/** First repetition of a network at smaller widths, as *each at its best size* trains it; null if that takes long. */
export function quickLookPlanOf(experiment: Experiment, trainedId: string): Experiment | null {
  const trained = trainedExperimentOf(experiment);
  const card = trained.cards.find(({ id }) => id === trainedId);
  if (card === undefined) return null;
  const idAt = (factor: number) => trainedIdOf(cardOfTrainedId(trainedId).cardId, null, factor);
  const cards = factors.map((factor) => ({ ...withScaledWidths(card, factor), id: idAt(factor) }));
  const plan = singleRepetitionOf({ ...trained, cards }, factors.map(idAt), 0);
  if (plan === null || costOfRun(plan) / COST_PER_SECOND > MOST_SECONDS) return null;
  return setTraining(plan, { backend: 'wasm' });
}

type LookedAt = Pick<CardSummary, 'trainedId'> & ScoredNetwork;

interface QuickLook {
  readonly of: LookedAt | null;
  readonly best: { readonly factor: 0.5 | 0.25; readonly gain: number } | null;
}

type Page = Pick<Playground, 'queue' | 'files' | 'openPlainSession'>;

export const quickLooksOf = memoise(({ queue, files, openPlainSession }: Page) => {
  const found = createStore<QuickLook>(() => ({ of: null, best: null }));
  let background: BackgroundRetraining | null = null;
  const begin = (experiment: Experiment, of: LookedAt): void => {
    background?.dispose();
    background = null;
    found.setState({ of, best: null });
    const plan = quickLookPlanOf(experiment, of.trainedId);
    if (plan === null) return;
    const table = fileFor(files.getState(), plan.data)?.packed ?? null;
    const start = { experiment: plan, table, isAlone: true };
    background = createBackgroundRetraining(
      openPlainSession(),
      start,
      queue,
      () => {},
      ({ run }) => {
        const [score = Number.NaN] = of.reported.scores;
        const [gain = Number.NaN, other = Number.NaN] = plan.cards.flatMap(({ id }) =>
          reportedLossesIn(plan, run.networks)(id).scores.map((one) => 1 - one / score),
        );
        found.setState({ best: other > gain ? { factor: 0.25, gain: other } : { factor: 0.5, gain } });
        background?.dispose();
        background = null;
      },
    );
  };
  return {
    found,
    want: (experiment: Experiment, of: LookedAt): (() => void) => {
      if (found.getState().of !== of) begin(experiment, of);
      background?.want(true);
      return () => background?.want(false);
    },
  };
});
