/** The followed row, and controls to choose or drag another. */

import { type KeyboardEvent, memo, type PointerEvent, type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type {
  PlaneChoice,
  ProbeResult,
  RowSearch,
  RowSelection,
} from '../../../src/analysis/produced/probe.ts';
import { PLANE_GRID } from '../../../src/data/plane.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { rowAnswerOf } from '../../../src/run/report/rowAnswers.ts';
import { formatFixedPercent, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { colorScaleFor } from '../../charts/base/colorScale.ts';
import { GridFrame } from '../../charts/base/GridFrame.tsx';
import { ownerColor } from '../../charts/base/palette.ts';
import { networkSourceOf } from '../../state/learned/networkSource.ts';
import { usePlayground, useView } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { placeIds } from '../../view/places.ts';
import { useNetworkIds } from '../../view/useCards.ts';
import { nameOfCard } from '../../view/useSeries.ts';
import styles from './Row.module.css';
import { type RowShown, useProbe } from './useRowShown.ts';

const { reach } = PLANE_GRID;

const SIDE = 100;

const KEY_STEP = 0.1;
const LARGE_STEP = 0.5;
const movesOfArrowKeys: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};

const words = text.row;

interface RowBarProps {
  readonly experiment: Experiment;
  readonly cards: readonly CardConfig[];
  readonly row: RowShown;
  readonly size: 'small' | 'large';
  readonly onStop?: () => void;
  readonly children?: ReactNode;
}

export function RowBar({ experiment, cards, row, size, onStop, children }: RowBarProps) {
  const { view } = usePlayground();
  const follow = (next: RowSelection): void => view.setState({ row: next });
  const index = row.probed?.row?.index ?? null;
  const task = useView(({ gate }) => (typeof gate?.owner === 'number' ? gate.owner : 0));
  const dots = useRowDots(experiment, cards, task);
  const [reference, rival] = cards.map(nameOfCard);
  const [ranks, setRanks] = useState(() => ({ gates: row.place?.kind === 'search' ? 1 : 0, error: 0 }));
  const find = (search: RowSearch): void => {
    follow({ kind: 'search', search, rank: ranks[search] });
    setRanks({ ...ranks, [search]: ranks[search] + 1 });
  };
  return (
    <section className={styles['bar']} data-size={size} aria-label={words.title}>
      <PlanePad
        {...planeWordsOf(experiment)}
        dots={dots}
        at={row.place?.kind === 'plane' ? row.place.at : (dots?.places[index ?? -1] ?? null)}
        onMove={(at) => follow({ kind: 'plane', ...planeOfRows(experiment), at })}
      />
      <div className={styles['words']}>
        <div className={styles['choices']}>
          <strong>{rowTitleOf(row)}</strong>
          {row.lacks === 'download' && <Button onClick={row.tryAgain}>{text.app.ui.tryAgain}</Button>}
          <Button
            look="quiet"
            disabled={index === null || index === 0}
            title={words.previous}
            aria-label={words.previous}
            onClick={() => follow({ kind: 'test', index: Math.max(0, (index ?? 0) - 1) })}
          >
            ‹
          </Button>
          <Button
            look="quiet"
            title={words.next}
            aria-label={words.next}
            onClick={() => follow({ kind: 'test', index: index === null ? 0 : index + 1 })}
          >
            ›
          </Button>
          <Button title={words.searchHints.gates} onClick={() => find('gates')}>
            {words.searches.gates}
          </Button>
          {reference !== undefined && rival !== undefined && (
            <Button title={words.searchHints.error} onClick={() => find('error')}>
              {words.searches.error(cards[0]?.id ?? '', cards[1]?.id ?? '')}
            </Button>
          )}
          {children}
          {onStop && (
            <Button look="link" onClick={onStop}>
              {words.stop}
            </Button>
          )}
        </div>
        <p className={styles['said']}>
          <RowStatus {...{ row, size }}>
            {dots && text.gate.dots(reference ?? '', experiment.tasks[task]?.name ?? '')}
          </RowStatus>
        </p>
      </div>
    </section>
  );
}

function rowTitleOf({ probed, lacks }: RowShown): string {
  if (lacks === 'download') return text.learned.notDownloaded;
  if (lacks === 'points') return words.noRow;
  return probed === null ? words.title : nameOfRow(probed);
}

export function nameOfRow({ row }: ProbeResult): string {
  const { index = null, at = null } = row ?? {};
  if (index !== null) return words.ofTest(index + 1);
  return at === null ? words.title : words.ofPlane(formatWeight(at[0]), formatWeight(at[1]));
}

/** On the stage, the progress of background retraining; else what the dots are. */
function RowStatus({ row, size, children }: Pick<RowBarProps, 'row' | 'size' | 'children'>) {
  const state = useStore(networkSourceOf(usePlayground()).store);
  if (state.phase === 'training' && size === 'small')
    return (
      <span role="status">
        {text.learned.retraining.training(state.replica, formatFixedPercent(state.share, 0))}
      </span>
    );
  return row.probed === null && row.lacks === null ? words.coming : children;
}

interface RowDots {
  readonly places: readonly Point[];
  /** Sizes of the errors, NaN where no label is known. */
  readonly errors: readonly number[];
}

/** The first test rows in the plane, with the reference's error at a task. */
function useRowDots(experiment: Experiment, cards: readonly CardConfig[], task: number): RowDots | null {
  const points = useMemo(() => ({ kind: 'testRows', ...planeOfRows(experiment) }) as const, [experiment]);
  const { probed } = useProbe('rows', useNetworkIds(experiment, cards), points);
  return useMemo(() => {
    const { rows = [], labels = [] } = probed?.plane ?? {};
    const logits = probed?.networks[0]?.logits[0] ?? [];
    const kind = experiment.tasks[task]?.kind ?? 'regression';
    if (labels.length === 0) return null;
    const errors = labels.map((ofRow, row) => {
      const truth = probed?.truth?.[0]?.[task]?.[row];
      const answer = rowAnswerOf(kind, logits[task * labels.length + row], truth, ofRow[task]);
      return Math.abs(answer.prediction - answer.target);
    });
    const placeOf = (row: number): Point => [rows[2 * row] ?? Number.NaN, rows[2 * row + 1] ?? Number.NaN];
    return { places: [...labels.keys()].map(placeOf), errors };
  }, [probed, experiment, task]);
}

const planeOfRows = ({ data, tasks }: Experiment): PlaneChoice => ({
  tasks: tasks.length > 1 ? [0, 1] : [0],
  plane: data.secondCorrelation !== null && data.source !== 'table' ? 'switch' : 'tasks',
  columns: null,
});

/** Words and lines of the plane. */
function planeWordsOf(experiment: Experiment) {
  const { data, tasks } = experiment;
  const hasSwitch = planeOfRows(experiment).plane === 'switch';
  const [first, second] = tasks.map(({ name }, task) => ({ name, task }));
  const column = { name: words.column, task: null };
  if (data.source === 'table') return { label: words.planeColumns, right: column, up: column, hasSwitch };
  const [right, up] = hasSwitch ? [{ name: words.switch, task: null }, first] : [first, second];
  return { label: words.plane(right?.name ?? '', up?.name ?? '', data.numGroups > 0), right, up, hasSwitch };
}

type Point = readonly [x: number, y: number];

interface PadAxis {
  readonly name: string;
  readonly task: number | null;
}

interface PlanePadProps {
  readonly label: string;
  readonly right: PadAxis | undefined;
  readonly up: PadAxis | undefined;
  /** The tasks change at the vertical line through the origin. */
  readonly hasSwitch: boolean;
  readonly dots: RowDots | null;
  /** Followed point, or where the followed row lies; null: unknown. */
  readonly at: Point | null;
  readonly onMove: (at: Point) => void;
}
const padPixelOf = (value: number): number => ((value + reach) / (2 * reach)) * SIDE;
const clampedInput = (value: number): number => Math.max(-reach, Math.min(reach, value));
const rounded = (value: number): number => Math.round(100 * clampedInput(value)) / 100;

export function PlanePad({ label, right, up, hasSwitch, dots, at, onMove }: PlanePadProps) {
  const moveTo = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): void => {
    const box = currentTarget.getBoundingClientRect();
    const share = (position: number, start: number, length: number) => (position - start) / length;
    onMove([
      rounded((2 * share(clientX, box.left, box.width) - 1) * reach),
      rounded((1 - 2 * share(clientY, box.top, box.height)) * reach),
    ]);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = movesOfArrowKeys[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? LARGE_STEP : KEY_STEP;
    const [x, y] = at ?? [0, 0];
    onMove([rounded(x + step * move[0]), rounded(y + step * move[1])]);
  };
  const said = at === null ? words.noPoint : words.ofPlane(formatWeight(at[0]), formatWeight(at[1]));
  return (
    <GridFrame
      id={placeIds.point}
      name={text.punctuation.said(label, said)}
      help={words.planeKeys}
      className={styles['pad']}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(event);
      }}
    >
      <svg viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
        <path className={styles['axes']} d={`M0 50H${SIDE}`} />
        <path className={styles[hasSwitch ? 'switch' : 'axes']} d={`M50 0V${SIDE}`} />
        {dots && <Dots dots={dots} />}
        {at && (
          <circle className={styles['point']} cx={padPixelOf(at[0])} cy={SIDE - padPixelOf(at[1])} r={5} />
        )}
      </svg>
      <AxisName axis={right} arrow="→" />
      <AxisName axis={up} arrow="↑" />
    </GridFrame>
  );
}

const NUM_DOT_COLORS = 6;

// A stroke of no length with round ends is a dot: a path for each colour.
const Dots = memo(function Dots({ dots: { places, errors } }: { readonly dots: RowDots }) {
  const known = errors.filter((error) => !Number.isNaN(error)).toSorted((a, b) => a - b);
  const high = known[Math.floor(0.95 * known.length)] || 1;
  const scale = colorScaleFor({ low: 0, high });
  const stepOf = (error: number) => Math.min(NUM_DOT_COLORS - 1, Math.floor((error / high) * NUM_DOT_COLORS));
  return Array.from({ length: NUM_DOT_COLORS }, (_, step) => {
    const d = places.map(([x, y], row) =>
      stepOf(errors[row] ?? Number.NaN) === step && Math.max(Math.abs(x), Math.abs(y)) < reach
        ? `M${padPixelOf(x).toFixed(1)} ${(SIDE - padPixelOf(y)).toFixed(1)}h0`
        : '',
    );
    const share = (step + 1) / NUM_DOT_COLORS;
    const { fill } = scale.paintOf(high * share);
    return <path key={share} className={styles['dots']} d={d.join('')} stroke={fill} />;
  });
});

const AxisName = ({ axis, arrow }: { readonly axis: PadAxis | undefined; readonly arrow: '→' | '↑' }) =>
  axis && (
    <span
      aria-hidden="true"
      className={`${styles['axis']} ${styles[arrow === '→' ? 'right' : 'up']}`}
      style={axis.task === null ? {} : { color: ownerColor(axis.task) }}
    >
      {axis.name} {arrow}
    </span>
  );
