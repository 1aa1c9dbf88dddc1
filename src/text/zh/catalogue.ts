/** Catalogue of Simplified Chinese texts. */

export { cliText as cli } from '../en/cli.ts';
export { answerText as answer, verdictSentenceText as verdictSentence } from './answer.ts';
export { appText as app, punctuationText as punctuation } from './app.ts';
export { articleText as article, liveFigureText as liveFigure } from './article.ts';
export { correlationText as correlation, dataText as data } from './data.ts';
export { engineText as engine } from './engine.ts';
export {
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
  warningText as warnings,
} from './findings.ts';
export { gateText as gate } from './gate.ts';
export { gatesText as gates } from './gates.ts';
export { learnedText as learned } from './learned.ts';
export { modelText as models } from './models.ts';
export { dealingText as dealing, ownDataText as ownData, shiftText as shift } from './ownData.ts';
export { paperText as paper } from './paper.ts';
export {
  aboutText as about,
  citeText as cite,
  machineText as machine,
  offlineText as offline,
} from './parts/about.ts';
export { chartText as charts } from './parts/charts.ts';
export { courseText as course } from './parts/course.ts';
export { glossaryText as glossary } from './parts/glossary.ts';
export { historyText as history } from './parts/history.ts';
export { lessonText as lesson } from './parts/lesson.ts';
export { menuText as menu } from './parts/menu.ts';
export { panelText as panels, timeText as time } from './parts/panels.ts';
export { parquetText as parquet } from './parts/parquet.ts';
export { predictText as predict } from './parts/predict.ts';
export { refusedFileText as refusedFiles } from './parts/refusedFiles.ts';
export {
  runsFileText as runsFile,
  savedRunsText as savedRuns,
} from './parts/savedRuns.ts';
export { budgetText as budget, settingsText as settings } from './parts/settings.ts';
export { sharingText as sharing } from './parts/sharing.ts';
export { smallerText as smaller } from './parts/smaller.ts';
export { summaryText as summaries } from './parts/summaries.ts';
export { teachingText as teaching } from './parts/teaching.ts';
export { triedBackendsText as triedBackends } from './parts/triedBackends.ts';
export {
  presetGalleryText as presetGallery,
  presetHintText as presetHint,
  presetNames,
  presetText as presets,
  recipeText as recipes,
} from './presets.ts';
export { publicFilesText as publicFiles } from './publicFiles.ts';
export { linkText as link, savingText as saving, schemaText as schema } from './reading.ts';
export { reportText as report } from './report.ts';
export { rowText as row } from './row.ts';
export { sessionText as session } from './run.ts';
export { sweepText as sweep } from './sweep.ts';
export { tableFileText as tableFile, tableSetupText as tableSetup, tableText as table } from './table.ts';
export { funnelText as funnel, verdictText as verdict } from './verdict.ts';
export { pytorchText as pytorch, weightsText as weights } from './weights.ts';
