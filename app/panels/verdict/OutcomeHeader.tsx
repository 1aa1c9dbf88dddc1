/** Head of a row: an architecture, the learning rate picked for it, when its losses were taken, what diverged. */

import { type Outcome, reportedSteps } from '../../../src/report/outcomes.ts';
import { text } from '../../../src/text/text.ts';
import { formatStep } from '../../charts/base/format.ts';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import { useResults } from '../../state/playground.ts';
import { resultsOf } from '../../state/run/runResults.ts';
import styles from './verdict.module.css';

const words = text.verdict.outcomes;

export interface OutcomeHeaderProps {
  readonly outcome: Outcome;
  readonly numReplicas: number;
}

export function OutcomeHeader({ outcome: { answer, name, card }, numReplicas }: OutcomeHeaderProps) {
  const steps = reportedSteps(answer);
  return (
    <>
      <span className={styles['cardName']}>
        {card !== null && <SeriesSwatch color={card.color} />} <span>{name}</span>
      </span>
      {answer.learningRate !== null && (
        <span className={styles['detail']}>{words.learningRate(String(answer.learningRate))}</span>
      )}
      {steps !== null && (
        <span className={styles['detail']}>{words.steps(formatStep(steps[0]), formatStep(steps[1]))}</span>
      )}
      <Diverged networkId={answer.trainedId} count={answer.numDiverged} numReplicas={numReplicas} />
    </>
  );
}

interface DivergedProps {
  readonly networkId: string;
  readonly count: number;
  readonly numReplicas: number;
}

function Diverged({ networkId, count, numReplicas }: DivergedProps) {
  const { diverged } = resultsOf(useResults(), networkId);
  if (count === 0) return null;
  const steps = [...new Set(diverged.map(({ step }) => step))].toSorted((a, b) => a - b);
  return (
    <span className={styles['leftOut']}>
      {text.answer.diverged(count, numReplicas, steps.map(formatStep).join(', '))}
    </span>
  );
}
