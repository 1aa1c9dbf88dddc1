/** Diagram of one architecture, drawn from its topology, with live weights on its edges. */
import {
  type CSSProperties,
  type MouseEvent,
  memo,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type GateMatrix, gateMatricesOf } from '../../../src/analysis/gateMatrix.ts';
import type { ReplicaChoice } from '../../../src/analysis/gateWeights.ts';
import type { GateSnapshot } from '../../../src/analysis/produced/evaluation.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import { prefersLessMotion } from '../../ui/browser.ts';
import { type DrawPause, timeDrawing } from '../../ui/frameTiming.ts';
import { GridFrame } from '../base/GridFrame.tsx';
import pictureStyles from '../base/Picture.module.css';
import { ownerColor } from '../base/palette.ts';
import { type GridPlace, useGridCursor } from '../base/useGridCursor.ts';
import { PaperWidth, useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import { stageNameRise } from './AboveTowers.tsx';
import { DiagramEdges, edgePathOf, edgeStrokeOf, edgeWeight, type LitPart } from './DiagramEdges.tsx';
import { DiagramParts, LevelBands } from './DiagramParts.tsx';
import {
  DiagramLegend,
  DiagramTable,
  diagramCsvRows,
  expertNumbersNote,
  legendEntriesOf,
  legendSentence,
  PartReadout,
} from './DiagramWords.tsx';
import type { DiagramSubject } from './describe.ts';
import {
  boxAround,
  type DiagramLayout,
  type DiagramNode,
  nodeRowsOf,
  nodesGrid,
  placeOfNode,
  shortTaskNames,
} from './diagram.ts';
import { diagramLayoutOf, paperLayoutOf } from './layout.ts';
import styles from './NetworkDiagram.module.css';
import { OnStage, type StageOptions } from './OnStage.tsx';
import { stageLayoutOf } from './stageLayout.ts';

export interface NetworkDiagramProps {
  readonly title: string;
  /** Pass the same object. */
  readonly beside?: ReactNode;
  readonly note?: string;
  readonly topology: Topology;
  readonly gates: GateSnapshot | null;
  /** Weights between two recorded steps, for the widths of edges alone. */
  readonly moving?: GateSnapshot | null;
  readonly replica: ReplicaChoice;
  readonly taskNames: readonly string[];
  readonly stage?: StageOptions | null;
  readonly lit?: LitPart | null;
  readonly onPart?: (part: string | null, isChosen: boolean) => void;
}

export const NetworkDiagram = memo(function NetworkDiagram(props: NetworkDiagramProps) {
  const { title, topology, gates, moving = null, replica, taskNames, stage = null } = props;
  const [ref, width] = useWidth();
  const layout = useDiagramLayout(topology, width, stage);
  const matrices = useMemo(() => gateMatricesOf(topology, gates, replica), [topology, gates, replica]);
  const drawn = useMemo(
    () => (moving === null ? matrices : gateMatricesOf(topology, moving, replica)),
    [topology, moving, replica, matrices],
  );
  const legend = legendEntriesOf(layout, gates !== null);
  const subject: DiagramSubject = { topology, matrices, taskNames };
  return (
    <Figure
      title={title}
      beside={props.beside}
      note={props.note}
      exportLegend={() => [legendSentence(legend), ...expertNumbersNote(topology, taskNames)]}
      csvRows={() => diagramCsvRows(subject)}
      again={() => <NetworkDiagram {...props} moving={null} stage={null} />}
      table={() => <DiagramTable subject={subject} />}
    >
      <div ref={ref} className={styles['frame']}>
        <Diagram
          name={text.charts.networkName(title, topology.levels.length, topology.numTasks)}
          {...{ layout, subject, drawn, stage }}
          frameWidth={width}
          lit={props.lit ?? null}
          onPart={props.onPart}
        />
      </div>
      {stage === null && <DiagramLegend legend={legend} />}
    </Figure>
  );
});

const noHeight = () => 0;

function useDiagramLayout(topology: Topology, width: number, stage: StageOptions | null): DiagramLayout {
  const heightAt = stage && (stage.height ?? noHeight);
  const isOnPaper = use(PaperWidth) !== null;
  return useMemo(() => {
    if (isOnPaper) return paperLayoutOf(topology, width);
    return heightAt === null ? diagramLayoutOf(topology, width) : stageLayoutOf(topology, width, heightAt);
  }, [isOnPaper, topology, width, heightAt]);
}

interface DiagramProps {
  readonly name: string;
  readonly layout: DiagramLayout;
  readonly subject: DiagramSubject;
  readonly drawn: readonly GateMatrix[];
  readonly stage: StageOptions | null;
  readonly frameWidth: number;
  readonly lit: LitPart | null;
  readonly onPart: NetworkDiagramProps['onPart'];
}

function Diagram({ name, layout, subject, drawn, stage, frameWidth, lit, onPart }: DiagramProps) {
  const { topology, taskNames } = subject;
  const isOnPaper = use(PaperWidth) !== null;
  const { node, handlers } = usePartCursor(layout, onPart, stage);
  const shown =
    node ??
    nodeRowsOf(layout)
      .flat()
      .find(({ id }) => id === lit?.part) ??
    null;
  return (
    <>
      <div className={pictureStyles['scroll']}>
        <GridFrame
          name={name}
          help={stage?.onUnit || stage?.thumbnails ? text.charts.stageHelp : text.charts.networkHelp}
          className={styles['diagram']}
          data-stage={stage !== null || undefined}
          style={{ width: layout.width, '--text-scale': layout.textScale } as CSSProperties}
          {...handlers}
        >
          <svg data-picture width={layout.width} height={layout.height} aria-hidden="true">
            <LevelBands layout={layout} topology={topology} />
            {stage && <MissingPaths layout={layout} topology={topology} />}
            <DiagramEdges
              edges={layout.edges}
              matrices={drawn}
              active={shown?.id ?? null}
              only={node ? null : lit?.edges}
            />
            <DiagramParts
              layout={layout}
              topology={topology}
              taskNames={isOnPaper ? shortTaskNames(layout, taskNames) : taskNames}
              nameRise={stage === null ? NAME_RISE : stageNameRise}
            />
            {stage && <OnStage stage={stage} layout={layout} />}
            {shown && <NodeHalo node={shown} />}
          </svg>
          {stage?.isFlowing && !prefersLessMotion() && <FlowingMarks layout={layout} matrices={drawn} />}
        </GridFrame>
      </div>
      <output>
        {node && <PartReadout node={node} layout={layout} frameWidth={frameWidth} subject={subject} />}
      </output>
    </>
  );
}

const NAME_RISE = 9;

function usePartCursor(
  layout: DiagramLayout,
  onPart: NetworkDiagramProps['onPart'],
  stage: StageOptions | null,
) {
  const rows = useMemo(() => nodeRowsOf(layout), [layout]);
  const nodeAt = (place: GridPlace | null) => (place && rows[place.row]?.[place.column]) ?? null;
  const [opened, setOpened] = useState<GridPlace>();
  const open = (at: GridPlace): void => {
    const node = nodeAt(at);
    if (node?.kind === 'tower' && stage?.thumbnails) stage.onThumbnail?.(node.index);
    if (node?.kind !== 'unit') return;
    setOpened(at);
    stage?.onUnit?.(node.level, node.index);
  };
  const { place, handlers } = useGridCursor({
    grid: nodesGrid(rows),
    start: opened,
    placeAt: ({ target }) => {
      const part = target instanceof Element ? target.closest('[data-part]') : null;
      return placeOfNode(rows, part?.getAttribute('data-part'));
    },
    onMove: (to, isChosen) => onPart?.(nodeAt(to)?.id ?? null, isChosen),
    onChoose: stage === null ? undefined : open,
  });
  // A click on a tower describes it; one on its thumbnail opens what was learned, one on a gate looks inside.
  const onClick = ({ target }: MouseEvent): void => {
    const pressed = target instanceof Element ? target.closest('[data-thumbnail]') : null;
    if (pressed !== null) stage?.onThumbnail?.(Number(pressed.getAttribute('data-thumbnail')));
    if (place && nodeAt(place)?.kind === 'unit') open(place);
  };
  return { node: nodeAt(place), handlers: { ...handlers, onClick } };
}

const NodeHalo = ({ node }: { readonly node: DiagramNode }) => (
  <rect className={styles['halo']} data-halo {...boxAround(node, 4)} rx={6} />
);

interface MissingPathsProps {
  readonly layout: DiagramLayout;
  readonly topology: Topology;
}

/** Paths between tasks that other architectures have and this one cannot have. */
const MissingPaths = memo(function MissingPaths({ layout, topology }: MissingPathsProps) {
  const paths = layout.levels.flatMap(({ level, groups, units }) =>
    units.flatMap(({ node, gate, top }, unit) => {
      const { owner, gate: spec, native } = topology.levels[level]?.units[unit] ?? {};
      const seen = [...(spec?.sees ?? []), ...(native?.experts ?? [])];
      return groups.flatMap((group) => {
        const isOfOther = group.owner !== 'shared' && group.owner !== owner && owner !== 'shared';
        if (!isOfOther || group.experts.some((expert) => seen.includes(expert))) return [];
        const from = { x: group.x + group.width / 2, y: group.y };
        const to = gate ?? top;
        return [{ id: `${node.id} ${group.id}`, d: edgePathOf({ kind: 'gate', from, to }) }];
      });
    }),
  );
  return (
    <g className={styles['missing']} data-missing>
      {paths.map(({ id, d }) => (
        <path key={id} d={d} />
      ))}
    </g>
  );
});

// Rarer where drawing is slow, since training threads may share the cores.
const beatPause: DrawPause = { leastMs: 60, mostMs: 240, timesDrawing: 6 };
// Pixels that a weight of 1 moves per beat.
const pixelsPerBeat = 4;

const minFlowWeight = 0.08;
const streamFlowWeight = 0.5;
// Marks are narrower than edges from this width on, and wider than thinner ones.
const wideEdgeWidth = 3;
const minFlowMarkWidth = 3.5;

interface FlowingMarksProps {
  readonly layout: DiagramLayout;
  readonly matrices: readonly GateMatrix[];
}

// A separate SVG: moving marks must not repaint the diagram.
function FlowingMarks({ layout: { width, height, edges }, matrices }: FlowingMarksProps) {
  const picture = useRef<SVGSVGElement>(null);
  useEffect(() => {
    let way = 0;
    let isOver = false;
    const move = () => {
      if (isOver) return;
      way += pixelsPerBeat;
      picture.current?.style.setProperty('--flow', String(way));
      timeDrawing(beatPause, (pauseMs) => setTimeout(move, msUntilNextBeat(pauseMs)));
    };
    setTimeout(move);
    return () => {
      isOver = true;
    };
  }, []);
  return (
    <svg ref={picture} className={styles['flow']} width={width} height={height} aria-hidden="true">
      {edges.flatMap((edge) => {
        if (edge.kind === 'gateInput') return [];
        const carried = edgeWeight(edge, matrices);
        const weight = Math.abs(carried ?? streamFlowWeight);
        if (!(weight >= minFlowWeight)) return [];
        const { width: stroke } = edgeStrokeOf(carried);
        const isWide = stroke >= wideEdgeWidth;
        const style = {
          '--pace': weight,
          stroke: isWide ? 'var(--surface)' : ownerColor(edge.owner),
          strokeWidth: isWide ? stroke / 2 : minFlowMarkWidth,
        } as CSSProperties;
        return [<path key={edge.id} d={edgePathOf(edge)} style={style} />];
      })}
    </svg>
  );
}

// All diagrams move on the same beats, so that one frame serves all.
function msUntilNextBeat(leastMs: number): number {
  const now = performance.now();
  return Math.ceil((now + leastMs) / beatPause.leastMs) * beatPause.leastMs - now;
}
