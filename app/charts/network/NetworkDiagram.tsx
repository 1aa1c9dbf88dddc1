/** Diagram of one architecture, drawn from its tables, with live weights on its edges. Knows no store and no names. */
import { type KeyboardEvent, memo, type PointerEvent, useId, useMemo, useState } from 'react';
import { text } from '../../../src/text/text.ts';
import type { NetworkDiagramProps } from '../base/props.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import { gateMatrixOf } from '../gates/gateMatrix.ts';
import { DiagramEdges } from './DiagramEdges.tsx';
import { DiagramParts, LevelBands } from './DiagramParts.tsx';
import { DiagramTable, diagramCsvRows } from './DiagramTable.tsx';
import { describe, type Subject } from './describe.ts';
import type { DiagramLayout, DiagramNode, LevelPlan } from './diagram.ts';
import { movedNode, nodeRowsOf } from './diagramCursor.ts';
import { layoutOf } from './layout.ts';
import styles from './NetworkDiagram.module.css';

const INITIAL_WIDTH = 480;

export const NetworkDiagram = memo(function NetworkDiagram(props: NetworkDiagramProps) {
  const { title, note, topology, gates, replica, taskNames } = props;
  const helpId = useId();
  const [ref, width] = useWidth(INITIAL_WIDTH);
  const layout = useMemo(() => layoutOf(topology, width), [topology, width]);
  const matrices = useMemo(
    () => topology.levels.map((level, at) => gateMatrixOf(level, gates?.levels[at] ?? null, replica)),
    [topology, gates, replica],
  );
  const subject: Subject = { topology, matrices, taskNames };
  const { node, handlers } = usePartCursor(layout);
  return (
    <Figure
      title={title}
      note={note}
      csvRows={() => diagramCsvRows(subject)}
      table={() => <DiagramTable subject={subject} />}
    >
      <div ref={ref}>
        <div className={styles['scroll']}>
          <div
            className={styles['diagram']}
            style={{ width: layout.width }}
            role="application"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the arrow keys
            tabIndex={0}
            aria-label={text.charts.networkName(title, topology.levels.length, topology.numTasks)}
            aria-describedby={helpId}
            {...handlers}
          >
            <svg data-picture width={layout.width} height={layout.height} aria-hidden="true">
              <LevelBands layout={layout} topology={topology} />
              <DiagramEdges edges={layout.edges} matrices={matrices} active={node?.id ?? null} />
              <DiagramParts layout={layout} topology={topology} taskNames={taskNames} />
              {node && <Halo node={node} />}
            </svg>
          </div>
        </div>
      </div>
      <span id={helpId} hidden>
        {text.charts.networkHelp}
      </span>
      <DiagramLegend levels={layout.levels} hasWeights={gates !== null} />
      <PartReadout node={node} subject={subject} />
    </Figure>
  );
});

/** The part under the pointer or the keyboard's cursor. */
function usePartCursor(layout: DiagramLayout) {
  const [id, setId] = useState<string | null>(null);
  const node = useMemo(
    () =>
      nodeRowsOf(layout)
        .flat()
        .find((one) => one.id === id) ?? null,
    [layout, id],
  );
  const onPointer = (event: PointerEvent) => {
    const part = event.target instanceof Element ? event.target.closest('[data-part]') : null;
    setId(part?.getAttribute('data-part') ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = movedNode(layout, id, event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    setId(next.id);
  };
  const handlers = {
    onPointerOver: onPointer,
    onPointerDown: onPointer,
    /** A finger that lifts leaves the part it chose. */
    onPointerLeave: (event: PointerEvent) => event.pointerType !== 'touch' && setId(null),
    onFocus: () => setId((old) => old ?? nodeRowsOf(layout)[0]?.[0]?.id ?? null),
    onBlur: () => setId(null),
    onKeyDown,
  };
  return { node, handlers };
}

function Halo({ node }: { readonly node: DiagramNode }) {
  const pad = 4;
  return (
    <rect
      className={styles['halo']}
      x={node.x - node.width / 2 - pad}
      y={node.y - node.height / 2 - pad}
      width={node.width + 2 * pad}
      height={node.height + 2 * pad}
      rx={6}
    />
  );
}

function PartReadout({ node, subject }: { readonly node: DiagramNode | null; readonly subject: Subject }) {
  if (!node) return <output className={styles['readout']}>{text.charts.networkHint}</output>;
  const { sentence, formula, terms } = describe(node, subject);
  return (
    <output className={styles['readout']}>
      {sentence}
      {formula && <span className={styles['formula']}>{formula}</span>}
      {terms.length > 0 && (
        <span className={styles['terms']}>
          =
          {terms.map(({ expert, words }) => (
            <span key={expert}>{words}</span>
          ))}
        </span>
      )}
    </output>
  );
}

interface DiagramLegendProps {
  readonly levels: readonly LevelPlan[];
  readonly hasWeights: boolean;
}

/** Explains what the diagram has, and nothing else. */
function DiagramLegend({ levels, hasWeights }: DiagramLegendProps) {
  const units = levels.flatMap((level) => level.units);
  const words = text.charts;
  return (
    <ul className={styles['legend']}>
      <Entry letter="e" isSquare meaning={words.legendExpert} />
      {units.some(({ gate }) => gate) && <Entry letter="g" meaning={words.legendGate} />}
      {units.some(({ native }) => native) && <Entry letter="l" meaning={words.legendNative} />}
      {units.some(({ plus }) => plus) && <Entry letter="+" meaning={words.legendSum} />}
      <li>{hasWeights ? words.legendThickness : words.legendWiring}</li>
      {levels.some(({ isBundled }) => isBundled) && <li>{words.legendBundles}</li>}
    </ul>
  );
}

interface EntryProps {
  readonly letter: string;
  readonly meaning: string;
  readonly isSquare?: boolean;
}

function Entry({ letter, meaning, isSquare = false }: EntryProps) {
  return (
    <li>
      <span className={styles['glyph']} data-square={isSquare || undefined} aria-hidden="true">
        {letter}
      </span>
      {meaning}
    </li>
  );
}
