/** Who lends to whom: the weights of every level, architectures side by side. */
import { useMemo } from 'react';
import {
  type CardConfig,
  type Experiment,
  type GateSnapshot,
  panelText,
  type Topology,
} from '../../src/index.ts';
import { formatStep } from '../charts/format.ts';
import { GateHeatMap } from '../charts/GateHeatMap.tsx';
import { gateMatrixOf, limitOf } from '../charts/gateMatrix.ts';
import type { GateReading, ReplicaChoice } from '../charts/props.ts';
import { SeriesLegend } from '../charts/SeriesLegend.tsx';
import { topologyOfCard } from '../config/cardTopology.ts';
import { useBudgeted } from '../config/useBudgeted.ts';
import { usePlayground, useShownExperiment, useView } from '../state/playground.ts';
import { toggleHidden } from '../state/viewStore.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import styles from './panels.module.css';
import { ReplicaSelect } from './ReplicaSelect.tsx';
import { useShownGates } from './useCardResults.ts';
import { nameOfCard, styleOfCard, useTaskNames } from './useSeries.ts';

const words = panelText.gates;

/** One architecture with its tables and its weights at the step looked at. */
interface GatedCard {
  readonly card: CardConfig;
  readonly topology: Topology;
  readonly gates: GateSnapshot | null;
}

export function GatesPanel() {
  const { shown, isStale } = useShownExperiment();
  const trained = useBudgeted(shown);
  const reading = useView((view) => view.reading);
  const gated = useGatedCards(trained);
  const withWeights = gated.filter(({ topology }) => hasWeights(topology));
  const numLevels = Math.max(0, ...withWeights.map(({ topology }) => topology.levels.length));
  return (
    <div className={styles['panel']} data-stale={isStale}>
      <Controls experiment={shown} />
      <p className={styles['hint']}>{words.hints[reading]}</p>
      {gated.length === 0 && <EmptyState title={words.allHidden} />}
      {Array.from({ length: numLevels }, (_, level) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place
        <LevelRow key={level} level={level} gated={withWeights} experiment={shown} />
      ))}
      {gated
        .filter(({ topology }) => !hasWeights(topology))
        .map(({ card }) => (
          <p key={card.id} className={styles['hint']}>
            {words.without(nameOfCard(card))}
          </p>
        ))}
    </div>
  );
}

/** Cards that are switched on and can be built. */
function useGatedCards(experiment: Experiment): readonly GatedCard[] {
  const shownGates = useShownGates(experiment);
  const hiddenIds = useView((view) => view.hiddenIds);
  const built = useMemo(
    () => experiment.cards.map((card) => ({ card, topology: topologyOfCard(card, experiment) })),
    [experiment],
  );
  return useMemo(
    () =>
      built.flatMap(({ card, topology }) =>
        topology === null || hiddenIds.has(card.id)
          ? []
          : [{ card, topology, gates: shownGates.get(card.id) ?? null }],
      ),
    [built, hiddenIds, shownGates],
  );
}

/** Something is gated or learned; otherwise every unit passes on one expert. */
const hasWeights = ({ levels }: Topology): boolean =>
  levels.some(({ units }) => units.some(({ gate, native }) => gate !== null || native?.kind === 'learned'));

interface LevelRowProps {
  readonly level: number;
  readonly gated: readonly GatedCard[];
  readonly experiment: Experiment;
}

function LevelRow({ level, gated, experiment }: LevelRowProps) {
  const reading = useView((view) => view.reading);
  const replica = useView((view) => view.replica);
  const taskNames = useTaskNames(experiment);
  const limit = useMemo(() => sharedLimit(gated, reading, replica), [gated, reading, replica]);
  return (
    <section className={styles['card']}>
      <h2 className={styles['level']}>{words.level(level + 1)}</h2>
      <div className={styles['maps']}>
        {gated.map(({ card, topology, gates }) => {
          const spec = topology.levels[level];
          if (spec === undefined) return null;
          return (
            <GateHeatMap
              key={card.id}
              title={nameOfCard(card)}
              note={gates === null ? words.noteBefore : words.note(formatStep(gates.step))}
              level={spec}
              gates={gates?.levels[level] ?? null}
              reading={reading}
              replica={replica}
              taskNames={taskNames}
              limit={limit}
            />
          );
        })}
      </div>
    </section>
  );
}

/** One scale for all maps, so that equal colours mean equal weights. */
function sharedLimit(gated: readonly GatedCard[], reading: GateReading, replica: ReplicaChoice): number {
  const matrices = gated.flatMap(({ topology, gates }) =>
    topology.levels.map((level, index) => gateMatrixOf(level, gates?.levels[index] ?? null, replica)),
  );
  return limitOf(matrices, reading);
}

const readings: readonly GateReading[] = ['gate', 'native', 'sum'];

function Controls({ experiment }: { readonly experiment: Experiment }) {
  const { view } = usePlayground();
  const hiddenIds = useView((state) => state.hiddenIds);
  const reading = useView((state) => state.reading);
  return (
    <div className={styles['controls']}>
      <SeriesLegend
        series={experiment.cards.map(styleOfCard)}
        hiddenIds={hiddenIds}
        onToggle={(id) => toggleHidden(view, id)}
      />
      <div className={styles['controls']}>
        <Segmented
          label={words.reading}
          choices={readings.map((value) => ({ value, label: words.readings[value] }))}
          value={reading}
          onChange={(value) => view.setState({ reading: value })}
        />
        <ReplicaSelect />
      </div>
    </div>
  );
}
