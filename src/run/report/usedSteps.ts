/** Words the steps that results come from, and an early stop. */

import { formatCount } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { stoppedAt } from '../reportable.ts';
import { outcomesOf, reportedSteps } from './outcomes.ts';
import type { EvaluatedRun } from './runJson.ts';

const words = text.report;

export function usedStepsOf({ experiment, summary, run }: EvaluatedRun): readonly string[] {
  const { numSteps, stopEarly } = experiment.training;
  const stopped = stoppedAt(experiment, run.networks);
  const ofNetworks = outcomesOf(experiment, summary).flatMap(({ name, summary: card }) => {
    const steps = reportedSteps(card);
    return steps === null ? [] : [{ name, steps }];
  });
  const said = ofNetworks.map(({ name, steps: [first, last] }) =>
    words.bestAt(name, text.verdict.outcomes.steps(formatCount(first), formatCount(last))),
  );
  const hasLater = ofNetworks.some(({ steps: [, last] }) => last < (stopped ?? run.step));
  return [
    ...(stopped === null ? [] : [words.stopped(formatCount(stopped), formatCount(numSteps), stopEarly)]),
    ...(said.length === 0 ? [] : [words.usedSteps(said, hasLater)]),
  ];
}
