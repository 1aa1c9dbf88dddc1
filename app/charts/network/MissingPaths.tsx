/** Paths that other architectures have and this one cannot: from experts of one task to another task. */
import { memo } from 'react';
import type { Topology } from '../../../src/models/topology.ts';
import { pathOf } from './DiagramEdges.tsx';
import type { DiagramLayout } from './diagram.ts';
import styles from './NetworkDiagram.module.css';

interface MissingPathsProps {
  readonly layout: DiagramLayout;
  readonly topology: Topology;
}

export const MissingPaths = memo(function MissingPaths({ layout, topology }: MissingPathsProps) {
  const paths = layout.levels.flatMap(({ level, groups, units }) =>
    units.flatMap(({ node, gate, top }, unit) => {
      const { owner, gate: spec, native } = topology.levels[level]?.units[unit] ?? {};
      const seen = [...(spec?.sees ?? []), ...(native?.experts ?? [])];
      return groups.flatMap((group) => {
        const isOfOther = group.owner !== 'shared' && group.owner !== owner && owner !== 'shared';
        if (!isOfOther || group.experts.some((expert) => seen.includes(expert))) return [];
        const from = { x: group.x + group.width / 2, y: group.y };
        const to = gate ?? top;
        return [{ id: `${node.id} ${group.id}`, d: pathOf({ kind: 'gate', from, to }) }];
      });
    }),
  );
  return (
    <g className={styles['missing']}>
      {paths.map(({ id, d }) => (
        <path key={id} d={d} />
      ))}
    </g>
  );
});
