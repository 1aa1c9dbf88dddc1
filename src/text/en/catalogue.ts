/** All texts in English, by the part of the page that says them. */

export { aboutText as about } from './about.ts';
export { answerText as answer, verdictSentenceText as verdictSentence } from './answer.ts';
export { appText as app } from './app.ts';
export { chartText as charts } from './charts.ts';
export { cliText as cli } from './cli.ts';
export { damagedText as damaged } from './damaged.ts';
export { correlationText as correlation, dataText as data } from './data.ts';
export { engineText as engine } from './engine.ts';
export {
  almostText as almost,
  equationText as equations,
  lossWeightsText as lossWeights,
} from './equations.ts';
export {
  comparisonText as comparison,
  differenceText as differences,
  experimentText as experiment,
} from './experiment.ts';
export { captionText as captions, findingsText as findings } from './findings.ts';
export { gatesText as gates } from './gates.ts';
export { glossaryText as glossary } from './glossary.ts';
export { learnedText as learned } from './learned.ts';
export { machineText as machine } from './machine.ts';
export { mapText as map } from './map.ts';
export { modelText as models } from './models.ts';
export { offlineText as offline } from './offline.ts';
export { dealingText as dealing, ownDataText as ownData, shiftText as shift } from './ownData.ts';
export { panelText as panels } from './panels.ts';
export {
  presetGalleryText as presetGallery,
  presetHintText as presetHint,
  presetNames,
  presetText as presets,
} from './presets.ts';
export { linkText as link, schemaText as schema } from './reading.ts';
export { recipeText as recipes } from './recipes.ts';
export { reportText as report } from './report.ts';
export { rowText as row } from './row.ts';
export { sessionText as session } from './run.ts';
export { savingText as saving } from './saving.ts';
export { budgetText as budget, settingsText as settings } from './settings.ts';
export { summaryText as summaries } from './summaries.ts';
export { drawsText as draws, sweepText as sweep } from './sweep.ts';
export { tableFileText as tableFile, tableSetupText as tableSetup, tableText as table } from './table.ts';
export { timeText as time } from './time.ts';
export { funnelText as funnel, verdictText as verdict } from './verdict.ts';
export { pytorchText as pytorch, weightsText as weights } from './weights.ts';
