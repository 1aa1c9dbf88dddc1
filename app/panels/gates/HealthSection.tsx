/** Health of the gates and experts of one level, architectures side by side. */

import { useMemo } from 'react';
import { levelHealthOf } from '../../../src/analysis/gateHealth.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { LevelSpec } from '../../../src/models/topology.ts';
import type { LevelGates } from '../../../src/run/produced/evaluation.ts';
import { formatCount, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { unitName } from '../../charts/base/names.ts';
import { useReplica } from '../../state/playground.ts';
import styles from '../../ui/Panel.module.css';
import type { GatedCard } from '../../view/useGatedCards.ts';
import { nameOfCard, useTaskNames } from '../../view/useSeries.ts';
import health from './Health.module.css';
import { type HealthColumn, HealthTable } from './HealthTable.tsx';
import { HealthTrends } from './trends/HealthTrends.tsx';

const words = text.gates;

interface HealthSectionProps {
  readonly level: number;
  readonly gated: readonly GatedCard[];
  readonly experiment: Experiment;
}

export function HealthSection({ level, gated, experiment }: HealthSectionProps) {
  const taskNames = useTaskNames(experiment);
  return (
    <section className={styles['card']} aria-label={text.app.ui.level(level + 1)}>
      <h2 className={styles['level']}>{text.app.ui.level(level + 1)}</h2>
      <div className={health['cards']}>
        {gated.map((one) => (
          <CardHealth key={one.card.id} level={level} gated={one} taskNames={taskNames} />
        ))}
      </div>
      <HealthTrends level={level} experiment={experiment} />
    </section>
  );
}

interface CardHealthProps {
  readonly level: number;
  readonly gated: GatedCard;
  readonly taskNames: readonly string[];
}

function CardHealth({ level, gated: { card, topology, gates }, taskNames }: CardHealthProps) {
  const spec = topology.levels[level];
  const statistics = gates?.levels[level];
  if (spec === undefined) return null;
  return (
    <section className={health['card']} aria-label={nameOfCard(card)}>
      <h3 className={health['title']}>
        {nameOfCard(card)}
        <span className="note">
          {gates === null ? text.panels.stage.before : text.time.step(formatCount(gates.step))}
        </span>
      </h3>
      {statistics && (
        <Tables
          level={spec}
          statistics={statistics}
          taskNames={taskNames}
          title={text.charts.placed(nameOfCard(card), text.app.ui.level(level + 1))}
        />
      )}
    </section>
  );
}

interface TablesProps {
  readonly title: string;
  readonly level: LevelSpec;
  readonly statistics: LevelGates;
  readonly taskNames: readonly string[];
}

function Tables({ title, level, statistics, taskNames }: TablesProps) {
  const replica = useReplica();
  const { units, experts } = useMemo(
    () => levelHealthOf(level, statistics, replica),
    [level, statistics, replica],
  );
  const { unit, expert } = words.health;
  return (
    <>
      <HealthTable
        title={text.charts.placed(title, expert)}
        heading={expert}
        columns={expertColumnsOf(1 / experts.length)}
        rows={experts.map(({ utilisation, rms, sparsity, deadFraction }, e) => ({
          name: unitName(level.experts, e, taskNames),
          values: [utilisation, rms, sparsity, deadFraction],
        }))}
      />
      <HealthTable
        title={text.charts.placed(title, unit)}
        heading={unit}
        columns={unitColumns}
        rows={units.map(({ entropy, effectiveExperts, numSeen }, u) => ({
          name: unitName(level.units, u, taskNames),
          note: words.health.sees(numSeen),
          values: [entropy, effectiveExperts],
        }))}
      />
    </>
  );
}

const percent = (share: number): string => formatWeight(100 * share, 0);

const { utilisation, rms, sparsity, deadFraction, entropy, effectiveExperts } = words.health.measures;

const expertColumnsOf = (evenShare: number): readonly HealthColumn[] => [
  { ...utilisation, format: formatWeight, mark: evenShare },
  { ...rms, format: formatWeight },
  { ...sparsity, format: percent },
  { ...deadFraction, format: percent },
];

const unitColumns: readonly HealthColumn[] = [
  { ...entropy, format: formatWeight, mark: 1 },
  { ...effectiveExperts, format: formatWeight },
];
