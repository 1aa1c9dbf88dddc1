/** The diagram of one architecture, with the weights of the run where they belong to it. */
import { useCallback, useMemo, useState } from 'react';
import { isFunnel } from '../../../src/data/funnel.ts';
import { problemsOfCard, topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { architectureOf, variantOf } from '../../../src/models/architectures.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { LitPart } from '../../charts/network/DiagramEdges.tsx';
import { NetworkDiagram } from '../../charts/network/NetworkDiagram.tsx';
import sideBySide from '../../charts/network/SideBySide.module.css';
import { useExperiment, useReplica, useShownExperiment } from '../../state/playground.ts';
import { EmptyState } from '../../ui/Banner.tsx';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { useShownGates } from '../../view/useCardResults.ts';
import { nameOfCard, useTaskNames } from '../../view/useSeries.ts';

const words = text.panels.network;

const equationsPart = lazyPart(() => import('../../charts/equations/Equations.tsx'));

/** Always of the set-up as it is: after a change it is drawn without weights. */
export function NetworkFigure({ card }: { readonly card: CardConfig }) {
  const experiment = useExperiment();
  const { isStale, shown } = useShownExperiment();
  const shownGates = useShownGates(shown);
  const taskNames = useTaskNames(experiment);
  const replica = useReplica();
  const topology = useMemo(() => topologyOfCard(card, experiment), [card, experiment]);
  const gates = isStale ? null : (shownGates.get(card.id) ?? null);
  const tie = useTie(topology);
  const architecture = architectureOf(card.architecture);
  if (topology === null) return <CannotDraw card={card} />;
  const drawn = { title: nameOfCard(card), topology, gates, replica, taskNames };
  return (
    <section className={`${panelStyles['card']} ${sideBySide['pair']}`}>
      <NetworkDiagram
        {...drawn}
        note={gates === null ? words.noteBefore : words.note(formatCount(gates.step))}
        lit={tie.lit}
        onPart={tie.onPart}
      />
      {architecture && (
        <Lazy part={equationsPart} name={words.equations}>
          {({ Equations }) => (
            <Equations
              {...drawn}
              {...tie}
              architecture={architecture}
              wordsId={variantOf(card.architecture, card.options)?.wordsId ?? architecture.id}
              training={trainingWords(card, experiment)}
              numReplicas={shown.training.numReplicas}
            />
          )}
        </Lazy>
      )}
    </section>
  );
}

/** Ties the diagram to its equations: what one points at is lit in the other. Follows the part that is chosen in the diagram. */
function useTie(topology: Topology | null) {
  const [lit, onLit] = useState<LitPart | null>(null);
  const [part, setPart] = useState<string | null>(null);
  const [chosen, onPlace] = useState({ level: 0, unit: 0 });
  const onPart = useCallback(
    (id: string | null, isChosen: boolean) => {
      setPart(id);
      if (isChosen && id !== null) onPlace((old) => placeOf(id, topology) ?? old);
    },
    [topology],
  );
  const place = topology?.levels[chosen.level]?.units[chosen.unit] ? chosen : { level: 0, unit: 0 };
  return { lit, onLit, part, onPart, place, onPlace };
}

/** The unit that a part belongs to: of an expert the one of the same owner, of a tower the last. */
function placeOf(part: string, topology: Topology | null) {
  const [kind, ...numbers] = part.split(' ');
  const [first = 0, second = 0] = numbers.map(Number);
  if (kind === 'unit') return { level: first, unit: second };
  if (kind === 'tower') return { level: (topology?.levels.length ?? 1) - 1, unit: first };
  const level = topology?.levels[first];
  const owner = level?.experts[second]?.owner;
  const unit = level?.units.findIndex((one) => one.owner === owner) ?? -1;
  return kind === 'expert' && unit >= 0 ? { level: first, unit } : null;
}

/** Sentences on what the equations do not have: the loss, and what is done against over-fitting. */
const trainingWords = (card: CardConfig, { tasks, training }: Experiment): readonly string[] => [
  isFunnel(tasks) ? text.equations.objectives[card.objective] : '',
  text.equations.againstOverFitting(training.weightDecay, training.dropout),
];

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
