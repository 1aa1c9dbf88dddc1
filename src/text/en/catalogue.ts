/** All texts in English, by the part of the page that says them. */

export { answerText as answer, verdictSentenceText as verdictSentence } from './answer.ts';
export { appText as app } from './app.ts';
export { chartText as charts } from './charts.ts';
export { cliText as cli } from './cli.ts';
export { correlationText as correlation, dataText as data, recipeText as recipes } from './data.ts';
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
export {
  calibrationText as calibration,
  captionText as captions,
  findingsText as findings,
  linearText as linear,
  warningText as warnings,
} from './findings.ts';
export { gatesText as gates } from './gates.ts';
export { glossaryText as glossary } from './glossary.ts';
export { learnedText as learned } from './learned.ts';
export { mapText as map } from './map.ts';
export { modelText as models } from './models.ts';
export { ownDataText as ownData } from './ownData.ts';
export {
  aboutText as about,
  budgetText as budget,
  machineText as machine,
  offlineText as offline,
  panelText as panels,
} from './page.ts';
export {
  presetGalleryText as presetGallery,
  presetHintText as presetHint,
  presetNames,
  presetText as presets,
} from './presets.ts';
export { damagedText as damaged, linkText as link, schemaText as schema } from './reading.ts';
export { reportText as report } from './report.ts';
export { rowText as row } from './row.ts';
export { sessionText as session, timeText as time } from './run.ts';
export { drawsText as draws, sweepText as sweep } from './sweep.ts';
export { tableFileText as tableFile, tableSetupText as tableSetup, tableText as table } from './table.ts';
export { funnelText as funnel, verdictText as verdict } from './verdict.ts';
export { pytorchText as pytorch, weightsText as weights } from './weights.ts';
