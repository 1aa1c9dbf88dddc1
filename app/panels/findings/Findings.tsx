/** Findings of the run, each sentence with a button that leads to where they stand. */
import { useMemo } from 'react';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { type Finding, findingsOf } from '../../../src/report/findings/findings.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import { useNetworks, usePlayground, useRunStatus } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { unbroken } from '../../ui/format.ts';
import type { ShownRun } from '../../view/useCardResults.ts';
import { useBuiltCards } from '../../view/useGatedCards.ts';
import { showEvidence } from './showEvidence.ts';

const words = text.findings;

export function Findings({ experiment, summary }: ShownRun) {
  const { view } = usePlayground();
  const built = useBuiltCards(experiment);
  const findings = useFindings(experiment, summary);
  if (findings.length === 0)
    return <p className="muted">{summary.isProvisional ? words.notYet : words.nothing}</p>;
  return (
    <ul>
      {findings.map(({ sentence, evidence }) => (
        <li key={sentence}>
          {unbroken(sentence)}{' '}
          <Button look="link" onClick={() => void showEvidence(view, evidence, built)}>
            {words.show[evidence.kind]}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function useFindings(experiment: Experiment, summary: RunSummary): readonly Finding[] {
  const networks = useNetworks();
  const measuredCorrelation = useRunStatus((status) => status.measuredCorrelation);
  return useMemo(
    () =>
      findingsOf({
        experiment,
        summary,
        run: { networks, measuredCorrelation },
      }),
    [experiment, summary, networks, measuredCorrelation],
  );
}
