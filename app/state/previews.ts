/** The previews of a page, made when the stage is first drawn. */
import { type Playground, startProblemsOf } from './playground.ts';
import { createPreviewController, type PreviewController } from './preview/previewController.ts';
import { stageCardsOf } from './preview/stageCards.ts';

/** The same one every time. */
export function previewsOf(playground: Playground): PreviewController {
  const { experiments, run, view, files, createPreview, previews } = playground;
  previews.made ??= createPreviewController({
    experiments,
    run,
    createPreview,
    canTrain: (experiment) => startProblemsOf(experiment, files.getState()).length === 0,
    cardsOnStage: (experiment) => stageCardsOf(experiment, view.getState().stageRival).map(({ id }) => id),
  });
  return previews.made;
}
