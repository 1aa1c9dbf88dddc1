/** The heat maps of one level, architectures side by side on one scale. */
import { type CSSProperties, Fragment, useCallback, useMemo } from 'react';
import { type AlarmCell, cellsOfAlarm } from '../../../src/analysis/gateAlarms.ts';
import type { MapView, WeightPlace } from '../../../src/analysis/gateMatrix.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { ScaleRange } from '../../charts/base/colorScale.ts';
import { GateHeatMap } from '../../charts/gates/GateHeatMap.tsx';
import { usePlayground, useReplica, useView } from '../../state/playground.ts';
import styles from '../../ui/Panel.module.css';
import { mapIdOf } from '../../view/places.ts';
import type { GatedCard } from '../../view/useGatedCards.ts';
import { nameOfCard, useTaskNames } from '../../view/useSeries.ts';
import type { CardAlarm } from './showAlarm.ts';
import { CellTrend } from './Trends.tsx';

interface LevelMapsProps {
  readonly level: number;
  readonly view: MapView;
  readonly gated: readonly GatedCard[];
  readonly alarms: readonly CardAlarm[];
  readonly experiment: Experiment;
  /** Range of the colour scale, see `useSharedRange`. */
  readonly range: ScaleRange;
}

export function LevelMaps(props: LevelMapsProps) {
  const { level, view, gated, experiment } = props;
  const cell = useView((state) => state.cell);
  const name = text.app.ui.level(level + 1);
  return (
    <section className={styles['card']} aria-label={name}>
      <h2 className={styles['level']}>{name}</h2>
      <div className={styles['maps']} style={{ '--num-maps': gated.length } as CSSProperties}>
        {gated.map((one) => (
          <Fragment key={one.card.id}>
            <CardMap {...props} of={one} />
            {cell?.level === level && cell.cardId === one.card.id && (
              <CellTrend experiment={experiment} cell={cell} view={view} />
            )}
          </Fragment>
        ))}
      </div>
    </section>
  );
}

function CardMap({
  level,
  view,
  alarms,
  experiment,
  range,
  of,
}: LevelMapsProps & { readonly of: GatedCard }) {
  const { card, topology, gates } = of;
  const taskNames = useTaskNames(experiment);
  const reading = useView((state) => state.reading);
  const replica = useReplica();
  const { chosen, onChoose } = useChosenIn(card.id, level);
  const marked = useMarkedIn(card.id, level, alarms);
  const spec = topology.levels[level];
  if (spec === undefined) return null;
  return (
    <GateHeatMap
      title={nameOfCard(card)}
      note={gates === null ? text.panels.stage.before : text.time.step(formatCount(gates.step))}
      level={spec}
      gates={gates?.levels[level] ?? null}
      reading={reading}
      view={view}
      replica={replica}
      taskNames={taskNames}
      chosen={chosen}
      onChoose={onChoose}
      marked={marked}
      mapId={mapIdOf(card.id, level)}
      place={text.app.ui.level(level + 1)}
      range={range}
    />
  );
}

function useMarkedIn(cardId: string, level: number, alarms: readonly CardAlarm[]): readonly AlarmCell[] {
  const replica = useReplica();
  return useMemo(() => {
    const ofMap = alarms.filter(({ card, alarm }) => card.id === cardId && alarm.level === level);
    return ofMap.length === 0 ? none : ofMap.flatMap(({ alarm }) => cellsOfAlarm(alarm, replica));
  }, [cardId, level, alarms, replica]);
}

/** The same object, so that a map without alarms is not drawn again. */
const none: readonly AlarmCell[] = [];

function useChosenIn(cardId: string, level: number) {
  const { view } = usePlayground();
  const cell = useView((state) => state.cell);
  const onChoose = useCallback(
    (place: WeightPlace | null) => view.setState({ cell: place && { cardId, level, ...place } }),
    [view, cardId, level],
  );
  return { chosen: cell?.cardId === cardId && cell.level === level ? cell : null, onChoose };
}
