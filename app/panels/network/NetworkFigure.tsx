/** The diagram of one architecture, with the weights of the run where they belong to it. */
import { useMemo } from 'react';
import type { CardConfig } from '../../../src/experiment/experiment.ts';
import { problemsOfCard, topologyOfCard } from '../../../src/experiment/plan/cardTopology.ts';
import { text } from '../../../src/text/text.ts';
import { formatStep } from '../../charts/base/format.ts';
import { NetworkDiagram } from '../../charts/network/NetworkDiagram.tsx';
import { useExperiment, useReplica, useShownExperiment } from '../../state/playground.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from '../../ui/Panel.module.css';
import { useShownGates } from '../../view/useCardResults.ts';
import { nameOfCard, useTaskNames } from '../../view/useSeries.ts';

const words = text.panels.network;

/** Always of the set-up as it is: after a change it is drawn without weights. */
export function NetworkFigure({ card }: { readonly card: CardConfig }) {
  const experiment = useExperiment();
  const { isStale, shown } = useShownExperiment();
  const shownGates = useShownGates(shown);
  const taskNames = useTaskNames(experiment);
  const replica = useReplica();
  const topology = useMemo(() => topologyOfCard(card, experiment), [card, experiment]);
  const gates = isStale ? null : (shownGates.get(card.id) ?? null);
  if (topology === null) return <CannotDraw card={card} />;
  return (
    <section className={styles['card']}>
      <NetworkDiagram
        title={nameOfCard(card)}
        note={gates === null ? words.noteBefore : words.note(formatStep(gates.step))}
        topology={topology}
        gates={gates}
        replica={replica}
        taskNames={taskNames}
      />
    </section>
  );
}

function CannotDraw({ card }: { readonly card: CardConfig }) {
  const problems = problemsOfCard(card, useExperiment());
  return (
    <EmptyState title={nameOfCard(card)} tone="bad">
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </EmptyState>
  );
}
