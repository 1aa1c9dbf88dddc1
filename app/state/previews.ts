/** The two architectures on the stage, and the previews of a page, which are theirs. */
import { referenceOf } from '../../src/experiment/comparison.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { type Playground, startProblemsOf } from './createPlayground.ts';
import { createPreviewController } from './preview/previewController.ts';
import { oncePer } from './stores/oncePer.ts';

export const previewsOf = oncePer(({ experiments, run, view, files, createPreview }: Playground) =>
  createPreviewController({
    experiments,
    run,
    createPreview,
    canTrain: (experiment) => startProblemsOf(experiment, files.getState()).length === 0,
    cardsOnStage: (experiment) => stageCardsOf(experiment, view.getState().stageRival).map(({ id }) => id),
  }),
);

/** The reference and beside it the rival asked for, or the first other one; fewer where there are fewer cards. */
export function stageCardsOf(
  experiment: Pick<Experiment, 'cards' | 'comparison'>,
  rivalId: string | null,
): readonly CardConfig[] {
  const reference = referenceOf(experiment);
  if (reference === null) return [];
  const others = experiment.cards.filter(({ id }) => id !== reference.id);
  const rival = others.find(({ id }) => id === rivalId) ?? others[0];
  return rival === undefined ? [reference] : [reference, rival];
}
