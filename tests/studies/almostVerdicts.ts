/** Trains one experiment and keeps the verdicts of its reference, as they are recorded for Almost AdaTT. */
import { verdictOf } from '../../src/analysis/verdict.ts';
import type { CommandRunner, TrainedRun } from '../../src/cli/trainRun.ts';
import { referenceOf } from '../../src/experiment/comparison.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { linkOfAll } from '../../src/experiment/link/link.ts';
import { reportedLossesIn } from '../../src/run/reportable.ts';
import { verdictRulesOf } from '../../src/run/summary.ts';
import type { RecordedDefects, RecordedRival, RecordedVerdicts } from '../../src/studies/recordedDefects.ts';
import { withoutBaseline } from './batches.ts';

/** Trains without the baseline that the page trains beside them: what is recorded compares rivals alone. */
export async function trainedVerdicts(
  experiment: Experiment,
  runner: CommandRunner,
): Promise<RecordedVerdicts> {
  const before = process.cpuUsage();
  const run = await runner.train(withoutBaseline(experiment));
  const seconds = Math.ceil(process.cpuUsage(before).user / 1e6);
  return {
    config: linkOfAll(experiment),
    seconds,
    rivals: rivalsIn(experiment, run),
  };
}

/** The verdict of the page on each rival, over all tasks. */
function rivalsIn(experiment: Experiment, { networks, knownLosses }: TrainedRun): readonly RecordedRival[] {
  const reported = reportedLossesIn(experiment, networks);
  const rules = verdictRulesOf(experiment, true);
  const referenceId = referenceOf(experiment)?.id ?? '';
  const rivals = experiment.cards.filter(({ id }) => id !== referenceId);
  return rivals.map(({ id: cardId }) => {
    const losses = {
      own: reported(cardId),
      other: reported(referenceId),
      nullLosses: knownLosses.test,
    };
    const { conclusion, gain, equality, level } = verdictOf(losses, rules).overall;
    return { cardId, conclusion, gain, equality, level };
  });
}

/** A line per experiment, so that a change of one is seen as one. */
export const writtenDefects = ({ cells, ...made }: RecordedDefects): string => {
  const lines = cells.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  return `${JSON.stringify(made).slice(0, -1)},\n  "cells": [\n${lines}\n  ]\n}\n`;
};
