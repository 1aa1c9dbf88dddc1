/** The previews of a page. */
import { type Playground, startProblemsOf } from './createPlayground.ts';
import { createPreviewController } from './preview/previewController.ts';
import { stageCardsOf } from './preview/stageCards.ts';
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
