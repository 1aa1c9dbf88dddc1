/** Whether what is said may still change, and whose run it is. */

import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Answer } from '../../../src/report/answer.ts';
import { text } from '../../../src/text/text.ts';
import { formatStep } from '../../charts/base/format.ts';
import { useRunStatus, useShownExperiment } from '../../state/playground.ts';
import styles from './verdict.module.css';

const words = text.verdict.states;

export interface RunStateProps {
  readonly experiment: Experiment;
  readonly answer: Answer;
}

export function RunState({ experiment, answer }: RunStateProps) {
  const { isStale } = useShownExperiment();
  const isRecorded = useRunStatus(({ phase }) => phase === 'recorded');
  const step = useRunStatus((status) => status.step);
  const { numSteps } = experiment.training;
  const state = answer.isProvisional ? 'provisional' : isRecorded ? 'recorded' : 'final';
  const said =
    state === 'provisional' ? words.provisional(formatStep(step), formatStep(numSteps)) : words[state];
  return (
    <span className={styles['state']} data-state={isStale ? 'stale' : state}>
      {said}
      {isStale && `, ${words.stale}`}
    </span>
  );
}
