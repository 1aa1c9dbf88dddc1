/** Parts of the network diagram as SVG: experts (e), gates (g), native links (v), sums, towers, input. */
import { memo } from 'react';
import type { Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import { ownerName } from '../base/names.ts';
import { ownerColor } from '../base/palette.ts';
import {
  boxAround,
  type DiagramLayout,
  type DiagramNode,
  fittedTaskName,
  type Point,
  SYMBOL_RADII,
  type UnitParts,
} from './diagram.ts';
import styles from './NetworkDiagram.module.css';

interface DiagramPartsProps {
  readonly layout: DiagramLayout;
  readonly topology: Topology;
  readonly taskNames: readonly string[];
  readonly nameRise: number;
}

export const LevelBands = memo(function LevelBands({
  layout,
  topology,
}: Pick<DiagramPartsProps, 'layout' | 'topology'>) {
  return layout.levels.map(({ level, top, height, isBundled, groups }) => (
    <g key={level}>
      <rect fill="var(--sunken)" x={0} y={top} width={layout.width} height={height} rx={8} />
      <text className={styles['levelName']} x={10} y={top + 18 * layout.textScale}>
        {text.charts.level(level)}
      </text>
      <text className={styles['levelDims']} x={10} y={top + 32 * layout.textScale}>
        {text.charts.width(topology.levels[level]?.dims ?? [])}
      </text>
      {isBundled &&
        groups.map(({ id, owner, experts: _, ...box }) => (
          <rect key={id} {...box} rx={5} fill="none" strokeOpacity={0.6} stroke={ownerColor(owner)} />
        ))}
    </g>
  ));
});

export const DiagramParts = memo(function DiagramParts({
  layout,
  topology,
  taskNames,
  nameRise,
}: DiagramPartsProps) {
  const { input, levels, towers } = layout;
  return (
    <g>
      <g data-part={input.id}>
        <NodeBox node={input} />
        <text className={styles['inputName']} x={input.x} y={input.y}>
          {text.charts.input(topology.inputDim)}
        </text>
        {topology.elementwiseGates?.epnet && (
          // The bar of the stage has no room above the name.
          <g style={{ stroke: ownerColor(input.owner) }}>
            <Sign of="times" at={{ x: input.x - input.width / 2 + 16, y: input.y - input.height / 2 }} />
          </g>
        )}
      </g>
      {levels.map(({ level, experts, units, isBundled }) => (
        <g key={level}>
          {experts.map((node) => (
            <g key={node.id} data-part={node.id}>
              <NodeBox node={node} />
              {!isBundled && <PartLetter at={node} letter="e" />}
            </g>
          ))}
          {units.map((parts) => (
            <UnitShape key={parts.node.id} parts={parts} />
          ))}
        </g>
      ))}
      {towers.map((tower) => (
        <TowerShape
          key={tower.id}
          {...{ tower, layout, nameRise }}
          name={ownerName(tower.index, taskNames)}
          isScaled={topology.elementwiseGates?.ppnet !== undefined}
        />
      ))}
    </g>
  );
});

function UnitShape({ parts: { node, gate, native, plus, top } }: { readonly parts: UnitParts }) {
  const color = ownerColor(node.owner);
  return (
    <g data-part={node.id} style={{ stroke: color, color }}>
      <rect fill="transparent" stroke="none" {...boxAround(node)} />
      {gate && <Circle at={gate} letter="g" />}
      {native && <Circle at={native} letter="v" />}
      {plus && <Sign of="plus" at={plus} />}
      {!gate && !native && (
        <circle stroke="none" cx={top.x} cy={top.y} r={SYMBOL_RADII.pass} style={{ fill: color }} />
      )}
    </g>
  );
}

function Circle({ at, letter }: { readonly at: Point; readonly letter: string }) {
  return (
    <g>
      <circle className={styles['circle']} data-letter={letter} cx={at.x} cy={at.y} r={SYMBOL_RADII.circle} />
      <PartLetter at={at} letter={letter} />
    </g>
  );
}

const signPaths = { plus: 'm-4 0h8m-4 -4v8', times: 'm-2.5 -2.5l5 5m0 -5l-5 5' } as const;

function Sign({ of, at: { x, y } }: { readonly of: keyof typeof signPaths; readonly at: Point }) {
  return (
    <g data-sign={of}>
      <circle className={styles['circle']} cx={x} cy={y} r={SYMBOL_RADII[of]} />
      <path className={styles['plus']} d={`M${x} ${y}${signPaths[of]}`} />
    </g>
  );
}

function PartLetter({ at, letter }: { readonly at: Point; readonly letter: string }) {
  return (
    <text className={styles['letter']} x={at.x} y={at.y}>
      {letter}
    </text>
  );
}

interface TowerProps extends Pick<DiagramPartsProps, 'layout' | 'nameRise'> {
  readonly tower: DiagramNode;
  readonly name: string;
  readonly isScaled: boolean;
}

function TowerShape({ tower, name, layout, nameRise, isScaled }: TowerProps) {
  const [left, top] = [tower.x - tower.width / 2, tower.y - tower.height / 2];
  const slant = 7;
  const shape = `M${left} ${top + tower.height}h${tower.width}l${-slant} ${-tower.height}h${2 * slant - tower.width}z`;
  return (
    <g data-part={tower.id} style={{ stroke: ownerColor(tower.owner), fill: ownerColor(tower.owner) }}>
      <path className={styles['tower']} d={shape} />
      <text className={styles['letter']} x={tower.x} y={tower.y}>
        {text.charts.tower}
      </text>
      {isScaled && <Sign of="times" at={{ x: tower.x, y: top + tower.height }} />}
      <text className={styles['output']} x={tower.x} y={top - nameRise}>
        <title>{name}</title>
        {fittedTaskName(name, layout)}
      </text>
    </g>
  );
}

function NodeBox({ node }: { readonly node: DiagramNode }) {
  const color = ownerColor(node.owner);
  return (
    <rect
      className={styles[node.kind]}
      {...boxAround(node)}
      rx={3}
      data-shared={node.owner === 'shared' || undefined}
      style={{ stroke: color, fill: color }}
    />
  );
}
