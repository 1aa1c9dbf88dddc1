/** The followed row, and controls to choose or drag another. */

import { type KeyboardEvent, memo, type PointerEvent, type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { ProbeResult, RowSearch, RowSelection } from '../../../src/analysis/produced/probe.ts';
import { PLANE_GRID } from '../../../src/data/plane.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { formatFixedPercent, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { colorScaleFor } from '../../charts/base/colorScale.ts';
import { GridFrame } from '../../charts/base/GridFrame.tsx';
import { ownerColor } from '../../charts/base/palette.ts';
import { networkSourceOf } from '../../state/learned/networkSource.ts';
import { usePlayground, useView } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { placeIds } from '../../view/places.ts';
import { nameOfCard } from '../../view/useSeries.ts';
import styles from './Row.module.css';
import { planeOfRows, type RowDots, useRowDots } from './useRowDots.ts';
import type { RowShown } from './useRowShown.ts';

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
      <RowPad {...{ experiment, dots, index }} place={row.place} onFollow={follow} />
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

interface RowPadProps {
  readonly experiment: Experiment;
  readonly dots: RowDots | null;
  /** Test row that is followed. */
  readonly index: number | null;
  readonly place: RowSelection | null;
  readonly onFollow: (place: RowSelection) => void;
}

function RowPad({ experiment, dots, index, place, onFollow }: RowPadProps) {
  const { data, tasks } = experiment;
  const isTable = data.source === 'table';
  const hasSwitch = planeOfRows(experiment).plane === 'switch';
  const [first = '', second] = tasks.map(({ name }) => name);
  const right = isTable
    ? { name: words.column, task: null }
    : hasSwitch
      ? { name: words.switch, task: null }
      : { name: first, task: 0 };
  const upTask = hasSwitch ? 0 : 1;
  const up = isTable
    ? { name: words.column, task: null }
    : { name: hasSwitch ? first : (second ?? ''), task: upTask };
  return (
    <PlanePad
      label={isTable ? words.planeColumns : words.plane(right.name, up.name, data.numGroups > 0)}
      right={right}
      up={up.name === '' ? null : up}
      hasSwitch={hasSwitch}
      dots={dots}
      at={place?.kind === 'plane' ? place.at : (dots?.places[index ?? -1] ?? null)}
      onMove={(at) => onFollow({ kind: 'plane', ...planeOfRows(experiment), at })}
    />
  );
}

type Point = readonly [x: number, y: number];

interface PadAxis {
  readonly name: string;
  readonly task: number | null;
}

interface PlanePadProps {
  readonly label: string;
  readonly right: PadAxis;
  readonly up: PadAxis | null;
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
      <AxisName axis={right} arrow="→" className={styles['right']} />
      {up && <AxisName axis={up} arrow="↑" className={styles['up']} />}
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
    return (
      <path
        key={share}
        className={styles['dots']}
        d={d.join('')}
        style={{ stroke: scale.paintOf(high * share).fill }}
      />
    );
  });
});

interface AxisNameProps {
  readonly axis: PadAxis;
  readonly arrow: string;
  readonly className: string | undefined;
}

const AxisName = ({ axis: { name, task }, arrow, className }: AxisNameProps) => (
  <span
    aria-hidden="true"
    className={`${styles['axis']} ${className}`}
    style={task === null ? {} : { color: ownerColor(task) }}
  >
    {name} {arrow}
  </span>
);
