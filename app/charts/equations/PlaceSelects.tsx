/** Selects the unit whose equations are shown, by its level. */
import type { ReplicaChoice } from '../../../src/analysis/gateWeights.ts';
import type { Architecture } from '../../../src/models/architecture.ts';
import type { UnitPlace } from '../../../src/models/equations.ts';
import type { Topology } from '../../../src/models/topology.ts';
import type { GateSnapshot } from '../../../src/run/produced/evaluation.ts';
import { text } from '../../../src/text/text.ts';
import { capitalised, unitName } from '../base/names.ts';
import type { LitPart } from '../network/DiagramEdges.tsx';
import styles from './Equations.module.css';

const words = text.equations;

export interface EquationsProps {
  readonly title: string;
  readonly architecture: Pick<Architecture, 'id' | 'libraryClass'>;
  readonly topology: Topology;
  /** Weights; null: none yet. */
  readonly gates: GateSnapshot | null;
  readonly replica: ReplicaChoice;
  readonly numReplicas: number;
  readonly taskNames: readonly string[];
  readonly place: UnitPlace;
  readonly onPlace: (place: UnitPlace) => void;
  /** Id of the part pointed at in the diagram. */
  readonly part: string | null;
  /** A symbol is pointed at, or none any more. */
  readonly onLit: (lit: LitPart | null) => void;
}

export function PlaceSelects({ topology, taskNames, place, onPlace }: EquationsProps) {
  const units = topology.levels[place.level]?.units ?? [];
  const toLevel = (level: number): void => {
    const last = (topology.levels[level]?.units.length ?? 1) - 1;
    onPlace({ level, unit: Math.min(place.unit, last) });
  };
  return (
    <div className={styles['selects']}>
      <label>
        {words.unit}
        <select
          value={place.unit}
          onChange={({ target }) => onPlace({ ...place, unit: Number(target.value) })}
        >
          {units.map((_, unit) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place in the table
            <option key={unit} value={unit}>
              {capitalised(unitName(units, unit, taskNames))}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.level}
        <select value={place.level} onChange={({ target }) => toLevel(Number(target.value))}>
          {topology.levels.map((_, level) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place in the table
            <option key={level} value={level}>
              {words.levelOf(level)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
