/** The heat maps of one level, architectures side by side on one scale. */
import { useCallback, useMemo } from 'react';
import { type Experiment, type WeightReading, gatesText as words } from '../../../src/index.ts';
import { formatStep } from '../../charts/format.ts';
import { GateHeatMap } from '../../charts/GateHeatMap.tsx';
import { gateMatrixOf, groupingOf, limitOf } from '../../charts/gateMatrix.ts';
import type { MapView, ReplicaChoice, WeightPlace } from '../../charts/props.ts';
import { usePlayground, useView } from '../../state/playground.ts';
import styles from '../panels.module.css';
import { nameOfCard, useTaskNames } from '../useSeries.ts';
import type { GatedCard } from './useGatedCards.ts';

interface LevelMapsProps {
  readonly level: number;
  readonly gated: readonly GatedCard[];
  readonly experiment: Experiment;
}

export function LevelMaps({ level, gated, experiment }: LevelMapsProps) {
  const limit = useSharedLimit(gated);
  const taskNames = useTaskNames(experiment);
  return (
    <section className={styles['card']}>
      <h2 className={styles['level']}>{words.level(level + 1)}</h2>
      <div className={styles['maps']}>
        {gated.map((one) => (
          <CardMap key={one.card.id} level={level} gated={one} taskNames={taskNames} limit={limit} />
        ))}
      </div>
    </section>
  );
}

/** One scale for all maps, so that equal colours mean equal weights. */
function useSharedLimit(gated: readonly GatedCard[]): number {
  const reading = useView((view) => view.reading);
  const gateView = useView((view) => view.gateView);
  const replica = useView((view) => view.replica);
  return useMemo(
    () => sharedLimit(gated, { reading, gateView, replica }),
    [gated, reading, gateView, replica],
  );
}

interface Look {
  readonly reading: WeightReading;
  readonly gateView: MapView;
  readonly replica: ReplicaChoice;
}

function sharedLimit(gated: readonly GatedCard[], { reading, gateView, replica }: Look): number {
  const matrices = gated.flatMap(({ topology, gates }) =>
    topology.levels.map((level, index) =>
      gateMatrixOf(level, gates?.levels[index] ?? null, replica, groupingOf(level, gateView)),
    ),
  );
  return limitOf(matrices, reading);
}

interface CardMapProps {
  readonly level: number;
  readonly gated: GatedCard;
  readonly taskNames: readonly string[];
  readonly limit: number;
}

function CardMap({ level, gated: { card, topology, gates }, taskNames, limit }: CardMapProps) {
  const reading = useView((view) => view.reading);
  const gateView = useView((view) => view.gateView);
  const replica = useView((view) => view.replica);
  const { chosen, onChoose } = useChosenIn(card.id, level);
  const spec = topology.levels[level];
  if (spec === undefined) return null;
  return (
    <GateHeatMap
      title={nameOfCard(card)}
      note={gates === null ? words.noteBefore : words.note(formatStep(gates.step))}
      level={spec}
      gates={gates?.levels[level] ?? null}
      reading={reading}
      view={gateView}
      replica={replica}
      taskNames={taskNames}
      chosen={chosen}
      onChoose={onChoose}
      limit={limit}
    />
  );
}

/** The chosen cell if it is one of this map. */
function useChosenIn(cardId: string, level: number) {
  const { view } = usePlayground();
  const cell = useView((state) => state.cell);
  const onChoose = useCallback(
    (place: WeightPlace | null) => view.setState({ cell: place && { cardId, level, ...place } }),
    [view, cardId, level],
  );
  return { chosen: cell?.cardId === cardId && cell.level === level ? cell : null, onChoose };
}
