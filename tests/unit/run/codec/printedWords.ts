/** All numbers and conclusions of a summary in the words of the page, to tell whether two summaries say the same. */
import type { Interval } from '../../../../src/analysis/statistics.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import {
  type MetricName,
  metricIntervalOf,
  outcomesOf,
  reportedSteps,
  transferDirectionOf,
} from '../../../../src/run/report/outcomes.ts';
import { verdictTable } from '../../../../src/run/report/verdictTables.ts';
import { verdictSentence } from '../../../../src/run/report/verdictWords.ts';
import type { RunSummary } from '../../../../src/run/summary.ts';
import { formatAmount, formatGain, formatPair } from '../../../../src/text/format.ts';

const metrics: readonly MetricName[] = ['loss', 'normalised', 'score', 'grouped'];

/** The sentence, every comparison, every metric and every gain; equal for two summaries that a reader cannot tell apart. */
export function wordsOfSummary(experiment: Experiment, summary: RunSummary): string {
  const outcomes = outcomesOf(experiment, summary).map(({ summary: card }) => [
    card.trainedId,
    reportedSteps(card),
    card.numDiverged,
    card.numStillImproving,
    card.tasks.map((report) => [
      metrics.map((metric) => pair(metricIntervalOf(report, metric).value)),
      report.hasLearnedNothing,
      report.isMiscalibrated,
    ]),
    [...(card.gains?.tasks ?? []), ...(card.gains ? [card.gains.overall] : [])].map(({ gain }) => [
      ...[gain.mean, gain.low, gain.high].map(formatGain),
      transferDirectionOf(gain),
    ]),
    card.gains?.tasks.map(({ difference }) => formatAmount(difference.mean)),
  ]);
  return JSON.stringify([verdictSentence(experiment, summary), verdictTable(experiment, summary), outcomes]);
}

const pair = ({ mean, high, n }: Interval) => [...formatPair(mean, high - mean), n];
