/** The steps that a run's results are of, in words: where each network was best, what came later, and whether the run stopped early. */
import { stoppedAt } from '../run/earlyStop.ts';
import { formatCount } from '../text/format.ts';
import { text } from '../text/text.ts';
import { outcomesOf, reportedSteps } from './outcomes.ts';
import type { EvaluatedRun } from './runJson.ts';

const words = text.report;

/** A sentence for the run, if it stopped early, and one for each network with a step of its own. */
export function usedStepsOf({ experiment, summary, run }: EvaluatedRun): readonly string[] {
  const { numSteps, stopEarly } = experiment.training;
  const stopped = stoppedAt(experiment, run.networks);
  const last = stopped ?? run.step;
  return [
    ...(stopped === null ? [] : [words.stopped(formatCount(stopped), formatCount(numSteps), stopEarly)]),
    ...outcomesOf(experiment, summary).flatMap((outcome) => {
      const steps = reportedSteps(outcome.summary);
      if (steps === null) return [];
      const said = text.verdict.outcomes.steps(formatCount(steps[0]), formatCount(steps[1]));
      return [words.usedSteps(outcome.name, said, steps[1] < last)];
    }),
  ];
}
