/** All texts in Simplified Chinese, by the part of the page that says them. */

export { answerText as answer, verdictSentenceText as verdictSentence } from '../en/answer.ts';
export { appText as app } from '../en/app.ts';
export { cliText as cli } from '../en/cli.ts';
export { correlationText as correlation, dataText as data } from '../en/data.ts';
export { engineText as engine } from '../en/engine.ts';
export {
  almostText as almost,
  equationText as equations,
  lossWeightsText as lossWeights,
} from '../en/equations.ts';
export {
  comparisonText as comparison,
  differenceText as differences,
  experimentText as experiment,
} from '../en/experiment.ts';
export {
  calibrationText as calibration,
  captionText as captions,
  findingsText as findings,
  linearText as linear,
  warningText as warnings,
} from '../en/findings.ts';
export { gatesText as gates } from '../en/gates.ts';
export { learnedText as learned } from '../en/learned.ts';
export { mapText as map } from '../en/map.ts';
export { modelText as models } from '../en/models.ts';
export { dealingText as dealing, ownDataText as ownData, shiftText as shift } from '../en/ownData.ts';
export { chartText as charts } from '../en/parts/charts.ts';
export { damagedText as damaged } from '../en/parts/damaged.ts';
export { glossaryText as glossary } from '../en/parts/glossary.ts';
export { machineText as machine } from '../en/parts/machine.ts';
export { offlineText as offline } from '../en/parts/offline.ts';
export { panelText as panels } from '../en/parts/panels.ts';
export { parquetText as parquet } from '../en/parts/parquet.ts';
export { recipeText as recipes } from '../en/parts/recipes.ts';
export { searchText as search } from '../en/parts/search.ts';
export { budgetText as budget, settingsText as settings } from '../en/parts/settings.ts';
export { summaryText as summaries } from '../en/parts/summaries.ts';
export { timeText as time } from '../en/parts/time.ts';
export {
  presetGalleryText as presetGallery,
  presetHintText as presetHint,
  presetNames,
  presetText as presets,
} from '../en/presets.ts';
export { linkText as link, schemaText as schema } from '../en/reading.ts';
export { reportText as report } from '../en/report.ts';
export { rowText as row } from '../en/row.ts';
export { sessionText as session } from '../en/run.ts';
export { savingText as saving } from '../en/saving.ts';
export { drawsText as draws, sweepText as sweep } from '../en/sweep.ts';
export { tableFileText as tableFile, tableSetupText as tableSetup, tableText as table } from '../en/table.ts';
export { funnelText as funnel, verdictText as verdict } from '../en/verdict.ts';
export { pytorchText as pytorch, weightsText as weights } from '../en/weights.ts';
export { aboutText as about } from './parts/about.ts';
