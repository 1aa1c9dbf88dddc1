/** The followed row, and controls to choose or drag another. */

import { type KeyboardEvent, memo, type PointerEvent, type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type {
  PlaneChoice,
  ProbedPlane,
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
import { nameOfCard } from '../../view/cardNames.ts';
import { placeIds } from '../../view/places.ts';
import { useNetworkIds } from '../../view/useCards.ts';
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

const steps = [
  { name: 'previous', sign: '‹', by: -1 },
  { name: 'next', sign: '›', by: 1 },
] as const;

export function RowBar({ experiment, cards, row, size, onStop, children }: RowBarProps) {
  const { view } = usePlayground();
  const follow = (next: RowSelection): void => view.setState({ row: next });
  const index = row.probed?.row?.index ?? null;
  const task = useView(({ gate }) => (typeof gate?.owner === 'number' ? gate.owner : 0));
  const taskName = experiment.tasks[task]?.name ?? '';
  const { axes, dots } = useRowDots(experiment, cards, task);
  const [reference, rival] = cards;
  const [ranks, setRanks] = useState(() => ({ gates: row.place?.kind === 'search' ? 1 : 0, error: 0 }));
  const find = (search: RowSearch): void => {
    follow({ kind: 'search', search, rank: ranks[search] });
    setRanks({ ...ranks, [search]: ranks[search] + 1 });
  };
  return (
    <section className={styles['bar']} data-size={size} aria-label={words.title}>
      <PlanePad
        {...planeWordsOf(experiment, axes)}
        dots={dots}
        at={row.place?.kind === 'plane' ? row.place.at : (dots[index ?? -1]?.at ?? null)}
        onMove={(at) => follow({ kind: 'plane', ...planeOfRows(experiment), at })}
      />
      <div className={styles['words']}>
        <div className={styles['choices']}>
          <strong>{rowTitleOf(row)}</strong>
          {row.lacks === 'download' && <Button onClick={row.tryAgain}>{text.app.ui.tryAgain}</Button>}
          {steps.map(({ name, sign, by }) => (
            <Button
              key={name}
              look="quiet"
              disabled={by < 0 && !index}
              title={words[name]}
              aria-label={words[name]}
              onClick={() => follow({ kind: 'test', index: index === null ? 0 : index + by })}
            >
              {sign}
            </Button>
          ))}
          <Button title={words.searchHints.gates} onClick={() => find('gates')}>
            {words.searches.gates}
          </Button>
          {reference && rival && (
            <Button title={words.searchHints.error} onClick={() => find('error')}>
              {words.searches.error(reference.id, rival.id)}
            </Button>
          )}
          {children}
          {onStop && (
            <Button look="link" onClick={onStop}>
              {words.stop}
            </Button>
          )}
        </div>
        <RowStatus {...{ row, size }}>
          {reference && dots.length > 0 && text.gate.dots(nameOfCard(reference), taskName)}
        </RowStatus>
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

function RowStatus({ row, size, children }: Pick<RowBarProps, 'row' | 'size' | 'children'>) {
  const state = useStore(networkSourceOf(usePlayground()).store);
  const isTraining = state.phase === 'training' && size === 'small';
  const said = row.probed === null && row.lacks === null ? words.coming : children;
  return (
    <p className={styles['said']} role={isTraining ? 'status' : undefined}>
      {isTraining
        ? text.learned.retraining.training(state.replica, formatFixedPercent(state.share, 0))
        : said}
    </p>
  );
}

interface RowDot {
  readonly row: number;
  readonly at: Point;
  /** NaN where no label is known. */
  readonly error: number;
}

function useRowDots(experiment: Experiment, cards: readonly CardConfig[], task: number) {
  const points = useMemo(() => ({ kind: 'testRows', ...planeOfRows(experiment) }) as const, [experiment]);
  const { probed } = useProbe('rows', useNetworkIds(experiment, cards), points);
  return useMemo(() => {
    const { rows = [], labels = [], axes = null } = probed?.plane ?? {};
    const logits = probed?.networks[0]?.logits[0] ?? [];
    const dots = labels.map((ofRow, row): RowDot => {
      const kind = experiment.tasks[task]?.kind ?? 'regression';
      const truth = probed?.truth?.[0]?.[task]?.[row];
      const answer = rowAnswerOf(kind, logits[task * labels.length + row], truth, ofRow[task]);
      const at = [rows[2 * row] ?? Number.NaN, rows[2 * row + 1] ?? Number.NaN] as const;
      return { row, at, error: Math.abs(answer.prediction - answer.target) };
    });
    return { axes, dots };
  }, [probed, experiment, task]);
}

const planeOfRows = ({ data, tasks }: Experiment): PlaneChoice => ({
  tasks: tasks.length > 1 ? [0, 1] : [0],
  plane: data.secondCorrelation !== null && data.source !== 'table' ? 'switch' : 'tasks',
  columns: null,
});

function planeWordsOf(experiment: Experiment, axes: ProbedPlane['axes']) {
  const { data, tasks } = experiment;
  const hasSwitch = planeOfRows(experiment).plane === 'switch';
  const [first, second] = tasks.map(({ name }, task) => ({ name, task }));
  if (data.source === 'table') {
    const [x, y] = (axes ?? [words.column, words.column]).map((name) => ({ name, task: null }));
    return { label: words.planeColumns, right: x, up: y, hasSwitch };
  }
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
  readonly hasSwitch: boolean;
  readonly dots: readonly RowDot[];
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
        <Dots dots={dots} />
        {at && (
          <circle className={styles['point']} cx={padPixelOf(at[0])} cy={SIDE - padPixelOf(at[1])} r={5} />
        )}
      </svg>
      <AxisName axis={right} arrow="→" />
      <AxisName axis={up} arrow="↑" />
    </GridFrame>
  );
}

// Memoised: a point that is dragged leaves them alone.
const Dots = memo(function Dots({ dots }: Pick<PlanePadProps, 'dots'>) {
  const known = dots.filter(({ error }) => !Number.isNaN(error));
  const sizes = known.map(({ error }) => error).toSorted((a, b) => a - b);
  const high = sizes[Math.floor(0.95 * sizes.length)] || 1;
  const { paintOf } = colorScaleFor({ low: 0, high });
  return known.map(({ row, at: [x, y], error }) => (
    <circle key={row} cx={padPixelOf(x)} cy={SIDE - padPixelOf(y)} r={1.6} fill={paintOf(error).fill} />
  ));
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
