/** What the numbers of the run say, each sentence with a button that leads to where they stand. */
import { useMemo } from 'react';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Answer } from '../../../src/report/answer.ts';
import { type Finding, findingsOf } from '../../../src/report/findings/findings.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground, useResults, useRunStatus } from '../../state/playground.ts';
import { resultsOf } from '../../state/run/runResults.ts';
import { Button } from '../../ui/Button.tsx';
import { useBuiltCards } from '../../view/useGatedCards.ts';
import styles from './Findings.module.css';
import { showEvidence } from './showEvidence.ts';

const words = text.findings;

export interface FindingsProps {
  /** The one shown. */
  readonly experiment: Experiment;
  readonly answer: Answer;
}

export function Findings({ experiment, answer }: FindingsProps) {
  const { view } = usePlayground();
  const built = useBuiltCards(experiment);
  const findings = useFindings(experiment, answer);
  if (findings.length === 0)
    return <p className={styles['none']}>{answer.isProvisional ? words.notYet : words.nothing}</p>;
  return (
    <ul className={styles['list']}>
      {findings.map(({ sentence, evidence }) => (
        <li key={sentence}>
          {sentence}{' '}
          <Button look="link" onClick={() => void showEvidence(view, evidence, built)}>
            {words.show[evidence.kind]}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function useFindings(experiment: Experiment, answer: Answer): readonly Finding[] {
  const results = useResults();
  const measuredCorrelation = useRunStatus((status) => status.measuredCorrelation);
  return useMemo(
    () =>
      findingsOf({
        experiment,
        answer,
        historyOf: (trainedId) => resultsOf(results, trainedId).history,
        measuredCorrelation: measuredCorrelation ?? [],
      }),
    [experiment, answer, results, measuredCorrelation],
  );
}
