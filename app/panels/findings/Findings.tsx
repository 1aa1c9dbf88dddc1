/** Findings of the run, each a sentence with a button that leads to its evidence. */
import { useMemo } from 'react';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { type Evidence, type Finding, findingsOf } from '../../../src/run/report/findings/findings.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import { useNetworks, usePlayground, useRunStatus } from '../../state/playground.ts';
import type { ViewStore } from '../../state/stores/viewStore.ts';
import { Button } from '../../ui/Button.tsx';
import { unbroken } from '../../ui/format.ts';
import { mapIdOf, placeIds, resultIdOf } from '../../view/places.ts';
import { type BuiltCard, type ShownRun, useBuiltCards } from '../../view/useCards.ts';

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

async function showEvidence(view: ViewStore, evidence: Evidence, built: readonly BuiltCard[]): Promise<void> {
  if (evidence.kind === 'curves') view.setState({ curves: 'loss' });
  if (evidence.kind === 'gates') showWeight(view, evidence, built);
  const element = await elementOf(idOf(evidence));
  element?.scrollIntoView({ block: 'center' });
  element?.focus({ preventScroll: true });
}

function idOf(evidence: Evidence): string {
  if (evidence.kind === 'gates') return mapIdOf(evidence.cardId, evidence.level);
  return evidence.kind === 'results' ? resultIdOf(evidence.cardId, evidence.task) : placeIds[evidence.kind];
}

/** Shows the weight of another task's experts in one task's output. */
function showWeight(
  view: ViewStore,
  { cardId, level, task, lender }: Extract<Evidence, { kind: 'gates' }>,
  built: readonly BuiltCard[],
): void {
  const spec = built.find(({ card }) => card.id === cardId)?.topology.levels[level];
  const unit = spec?.units.findIndex(({ owner }) => owner === task) ?? -1;
  const expert = spec?.experts.findIndex(({ owner }) => owner === lender) ?? -1;
  view.setState(({ hiddenIds }) => ({
    tab: 'gates',
    gateView: 'tasks',
    reading: 'contribution',
    replica: 'mean',
    // The sentence is about the last evaluation.
    scrubStep: null,
    hiddenIds: new Set([...hiddenIds].filter((id) => id !== cardId)),
    cell: unit < 0 || expert < 0 ? null : { cardId, level, unit, expert },
  }));
}

const PATIENCE_MS = 5000;

/** Null: not there within `PATIENCE_MS`. */
async function elementOf(id: string): Promise<HTMLElement | null> {
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const element = document.getElementById(id);
    if (element !== null || performance.now() > endMs) return element;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
