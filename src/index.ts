/** The one door for the page: the pure part of the engine and the session's protocol. Nothing here reaches TensorFlow.js. */
export type { Fingerprint } from './analysis/fingerprint.ts';
export {
  type Alarm,
  type AlarmCell,
  alarmsOf,
  cellsOfAlarm,
  readingOfAlarm,
} from './analysis/gateAlarms.ts';
export { levelHealthOf, sharingHealthOf } from './analysis/gateHealth.ts';
export {
  byOwner,
  cellWeightsOf,
  eachAlone,
  type Grouping,
  replicasOf,
  type WeightCell,
  type WeightReading,
  weightSpreadsOf,
} from './analysis/gateWeights.ts';
export type { KeptEvaluations } from './analysis/reported.ts';
export { keepEvaluation, noEvaluations } from './analysis/reported.ts';
export { type Interval, type Spread, tInterval } from './analysis/statistics.ts';
export { type SweepPlotPoint, type SweepPoint, sweepLine, sweepRows, withPoint } from './analysis/sweep.ts';
export type { Comparison, Conclusion, TaskComparison } from './analysis/verdict.ts';
export { type Repair, repairOf } from './data/correlation.ts';
export { expectedLabelCorrelation } from './data/expectedCorrelation.ts';
export { sourceInfos } from './data/sources.ts';
export { alarmText } from './experiment/alarmText.ts';
export {
  type Answer,
  answerOf,
  type CardAnswer,
  LEVEL,
  pickedNetworks,
  type RunRecord,
} from './experiment/answer.ts';
export { type Budget, type BudgetedCard, budgetOf } from './experiment/budget.ts';
export { architectureField, cardFieldsOf } from './experiment/cardFields.ts';
export { type ExperimentProblem, problemsOfExperiment } from './experiment/checks.ts';
export { baselineOf, referenceOf } from './experiment/comparison.ts';
export { comparisonFields } from './experiment/comparisonFields.ts';
export { learningRatesField, referenceFieldOf } from './experiment/comparisonForm.ts';
export { defaultExperiment } from './experiment/defaults.ts';
export { cardDifferences, type Difference, differencesBetween } from './experiment/differences.ts';
export {
  addLearningRateChange,
  clearLearningRateChanges,
  type MatrixKey,
  setComparison,
  setCorrelation,
  setData,
  setMatrix,
  setNumTasks,
  setSampleDependence,
  setTask,
  setTraining,
  type TrainingSettings,
} from './experiment/edit.ts';
export {
  addCard,
  duplicateCard,
  removeCard,
  setCard,
  setCardArchitecture,
  setCardOptions,
} from './experiment/editCards.ts';
export { evaluationSizeOf, isReportable } from './experiment/evaluations.ts';
export type { CardConfig, Experiment, LearningRateChange, TaskConfig } from './experiment/experiment.ts';
export { fidelityOf } from './experiment/fidelity.ts';
export {
  correlationField,
  dataFields,
  dataGroups,
  numTasksField,
  taskFieldsAt,
  taskGroups,
  trainingFields,
  trainingGroups,
} from './experiment/fields.ts';
export { learningRateAt } from './experiment/learningRate.ts';
export { type LinkReading, linkOf, readLink } from './experiment/link.ts';
export {
  correlationPatterns,
  type GroupPart,
  groupValueOf,
  withGroup,
} from './experiment/matrixPatterns.ts';
export { memoryOf } from './experiment/memory.ts';
export { CURRENT_VERSION } from './experiment/migrations.ts';
export {
  type Metric,
  metricOf,
  type Outcome,
  outcomeNumbers,
  outcomesOf,
  reportedSteps,
  transferOf,
} from './experiment/outcomes.ts';
export { secondsOfPreset } from './experiment/presetSeconds.ts';
export { type Preset, presets } from './experiment/presets.ts';
export { type ExperimentReading, readExperiment } from './experiment/read.ts';
export { type Recording, recordingOf } from './experiment/recording.ts';
export { fingerprintOfRun, type RanOn, reproductionOf } from './experiment/reproduction.ts';
export { reproductionText } from './experiment/reproductionText.ts';
export type { Evaluation, GateSnapshot, LevelGates, LossPoint, MemoryReport } from './experiment/run.ts';
export {
  remainingValues,
  type SweepAxis,
  type SweepPlan,
  type SweepRange,
  type SweptPart,
  shownSweepValue,
  sweepAxes,
  sweepAxisOf,
  sweepPointOf,
  sweepValues,
} from './experiment/sweep.ts';
export { problemsOfSweep, repairOfSweep } from './experiment/sweepChecks.ts';
export { numPointsField } from './experiment/sweepFields.ts';
export { readSweepRecord, writtenSweep } from './experiment/sweepRecord.ts';
export { trainedExperimentOf } from './experiment/trained.ts';
export { BASELINE_ID, ownerOfTrained } from './experiment/trainedIds.ts';
export {
  type VerdictAgainst,
  verdictNumbers,
  verdictSentence,
  verdictsOf,
  verdictTable,
} from './experiment/verdictWords.ts';
export { estimatedSeconds, type MeasuredWork, probeOf, workOf } from './experiment/work.ts';
export type { Architecture } from './models/architecture.ts';
export { architectureOf, architectures } from './models/architectures.ts';
export { paramCountsOf } from './models/counts.ts';
export type { ExpertSpec, LevelSpec, Owner, Topology, UnitSpec } from './models/topology.ts';
export type { Field, Fields, ValuesOf } from './schema/field.ts';
export { limits } from './schema/limits.ts';
export type { BackendReport, Command, FailureReason, Session, SessionEvent } from './session/protocol.ts';
export { createRunRecorder, type RunRecorder } from './session/runRecorder.ts';
export { createWorkerSession } from './session/workerSession.ts';
export { aboutText } from './text/aboutText.ts';
export { answerText } from './text/answerText.ts';
export { budgetText } from './text/budgetText.ts';
export { correlationText } from './text/correlationText.ts';
export { differenceText } from './text/differenceText.ts';
export { kernelText } from './text/kernelText.ts';
export { chartText, gatesText, panelText } from './text/panelText.ts';
export { presetGalleryText } from './text/presetText.ts';
export { sweepText } from './text/sweepText.ts';
export { text } from './text/text.ts';
export { timeText } from './text/timeText.ts';
export { verdictText } from './text/verdictText.ts';
