/** The matrix as coloured cells with tasks on the diagonal; requested cells can be edited. */
import {
  type CSSProperties,
  Fragment,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useRef,
} from 'react';
import type { Matrix } from '../../src/data/types.ts';
import { correlationField } from '../../src/experiment/fields.ts';
import { formatChange, formatWeight } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { divergingScale } from '../charts/base/colorScale.ts';
import { ownerColor } from '../charts/base/palette.ts';
import { DraftInput, steppedValue, useDraft } from '../ui/fields/DraftInput.tsx';
import styles from './CorrelationPicture.module.css';
import { type Correlations, cellOfPair, isRepaired, nameOfPair, type Pair } from './useCorrelations.ts';

const words = text.correlation;

export type CorrelationView = keyof typeof words.views;

interface TaskNames {
  readonly taskNames: readonly string[];
}

interface CorrelationPictureProps {
  readonly view: CorrelationView;
  readonly correlations: Correlations;
  readonly onChoose: (pair: Pair) => void;
}

const maxNamedTasks = 4;

export function CorrelationPicture(props: CorrelationPictureProps) {
  const { view, correlations } = props;
  return (
    <PictureFrame taskNames={correlations.taskNames} label={words.matrix(words.views[view])}>
      {(place, name) => <PairCell pair={place} name={name} {...props} />}
    </PictureFrame>
  );
}

/** Measured correlation of labels `[T, T]`. */
export function LabelPicture({ matrix, taskNames }: { readonly matrix: Matrix } & TaskNames) {
  return (
    <PictureFrame taskNames={taskNames} label={words.matrix(words.views.labels)}>
      {(place, name) => (
        <ReadOnlyCell name={name} {...correlationLabelOf(cellOfPair(matrix, place), false)} />
      )}
    </PictureFrame>
  );
}

interface PictureFrameProps extends TaskNames {
  readonly label: string;
  readonly children: (place: Pair, name: string) => ReactNode;
}

function PictureFrame({ taskNames, label, children }: PictureFrameProps) {
  const size = taskNames.length;
  const places = Array.from({ length: size * size }, (_, place) => ({
    row: Math.floor(place / size),
    column: place % size,
  }));
  const columns: CSSProperties = { gridTemplateColumns: `repeat(${size}, minmax(0, 1fr))` };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form controls, two of three views have none
    <div
      role="group"
      aria-label={label}
      className={styles['picture']}
      style={columns}
      data-size={size > maxNamedTasks ? 'large' : 'small'}
    >
      {places.map((place) => (
        <Fragment key={`${place.row} ${place.column}`}>
          {place.row === place.column ? (
            <TaskCell index={place.row} taskNames={taskNames} />
          ) : (
            children(place, nameOfPair(taskNames, place))
          )}
        </Fragment>
      ))}
    </div>
  );
}

interface PairCellProps extends CorrelationPictureProps {
  readonly pair: Pair;
  readonly name: string;
}

function PairCell({ pair, name, view, correlations, onChoose }: PairCellProps) {
  const { matrixKey, requested, repair, expected, measured } = correlations;
  if (view === 'labels') {
    // Nothing is ever measured on the rows of the second matrix alone.
    const isExpected = pair.row < pair.column || matrixKey === 'secondCorrelation';
    return (
      <ReadOnlyCell
        name={name}
        {...correlationLabelOf(cellOfPair(isExpected ? expected : measured, pair), isExpected)}
      />
    );
  }
  const [value, used] = [cellOfPair(requested, pair), cellOfPair(repair.matrix, pair)];
  const repaired = isRepaired(repair, pair)
    ? { said: words.used(formatWeight(used), formatChange(used - value)), change: formatChange(used - value) }
    : null;
  if (view !== 'requested') return <ReadOnlyCell name={name} value={used} {...repaired} />;
  return <RequestedCell {...{ pair, correlations, onChoose }} repairedWords={repaired?.said} />;
}

function correlationLabelOf(value: number, isExpected: boolean) {
  if (Number.isNaN(value)) return { value, said: words.notMeasured };
  return {
    value,
    said: isExpected ? words.expected(formatWeight(value)) : words.measured(formatWeight(value)),
  };
}

interface TaskCellProps extends TaskNames {
  readonly index: number;
}

function TaskCell({ index, taskNames }: TaskCellProps) {
  const name = taskNames[index] ?? '';
  return (
    <span className={styles['task']} title={name}>
      <span className="mark" style={{ background: ownerColor(index) }} />
      <span className="clipped">{taskNames.length > maxNamedTasks ? index + 1 : name}</span>
    </span>
  );
}

interface ReadOnlyCellProps {
  readonly name: string;
  /** NaN: unknown. */
  readonly value: number;
  readonly said?: string;
  readonly change?: string;
}

function ReadOnlyCell({ name, value, said, change }: ReadOnlyCellProps) {
  const isKnown = !Number.isNaN(value);
  return (
    <span
      className={styles['cell']}
      style={cellColorsOf(value)}
      role="img"
      aria-label={words.readCell(name, said ?? formatWeight(value))}
      title={said}
      data-repaired={change !== undefined}
      data-unknown={!isKnown}
    >
      {isKnown ? formatWeight(value) : '·'}
      {change !== undefined && <span className={styles['change']}>{change}</span>}
    </span>
  );
}

interface RequestedCellProps extends Pick<PairCellProps, 'pair' | 'correlations' | 'onChoose'> {
  readonly repairedWords: string | undefined;
}

function RequestedCell({ pair, correlations, repairedWords, onChoose }: RequestedCellProps) {
  const { taskNames, requested, setPair } = correlations;
  const value = cellOfPair(requested, pair);
  const change = (next: number): void => setPair(pair, next);
  const draft = useDraft(correlationField, value, change);
  const drag = useVerticalDrag(value, (next) => {
    draft.drop();
    change(next);
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the input inside is the control, a pointer only reaches it from around
    <span
      className={styles['cell']}
      style={cellColorsOf(value)}
      data-repaired={repairedWords !== undefined}
      onFocus={() => onChoose(pair)}
      {...drag}
    >
      <DraftInput
        draft={draft}
        aria-label={words.cell(taskNames[pair.row] ?? '', taskNames[pair.column] ?? '')}
        title={draft.problem ?? repairedWords}
        className={styles['input']}
        inputMode="none"
        tabIndex={pair.row < pair.column ? 0 : -1}
      />
    </span>
  );
}

const correlationColorScale = divergingScale(1);

function cellColorsOf(value: number): { readonly background?: string; readonly color?: string } {
  if (Number.isNaN(value)) return {};
  const { fill, ink } = correlationColorScale.paintOf(value);
  return { background: fill, color: ink };
}

const inputUnderPointer = (event: MouseEvent): HTMLInputElement | null =>
  event.target instanceof HTMLInputElement ? event.target : null;

// A finger scrolls the page, unless a touch has chosen the cell before; locked inputs stay.
const mayDrag = (event: PointerEvent): boolean =>
  event.button === 0 &&
  event.currentTarget.querySelector(':disabled') === null &&
  (event.pointerType !== 'touch' || event.target === document.activeElement);

function useVerticalDrag(value: number, onChange: (value: number) => void) {
  const grip = useRef<DragOrigin | null>(null);
  const onPointerDown = (event: PointerEvent): void => {
    if (!mayDrag(event)) return;
    grip.current = { y: event.clientY, value };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const { range } = correlationField;
    if (grip.current === null || range === null) return;
    const before = grip.current.value;
    grip.current = valueAfterDrag(grip.current, event.clientY, range, event.shiftKey);
    if (grip.current.value !== before) onChange(grip.current.value);
  };
  const end = (): void => {
    grip.current = null;
  };
  // The drag must not select text, so the input is focused here, its text selected to be typed over.
  const onMouseDown = (event: MouseEvent): void => {
    event.preventDefault();
    inputUnderPointer(event)?.focus();
    inputUnderPointer(event)?.select();
  };
  return { onPointerDown, onPointerMove, onPointerUp: end, onPointerCancel: end, onMouseDown };
}

const pixelsPerStep = 6;

interface DragOrigin {
  /** Pointer position when `value` was reached. */
  readonly y: number;
  readonly value: number;
}

/** One arrow-key step per 6 pixels upwards; the remainder carries over. */
export function valueAfterDrag(
  { y: from, value }: DragOrigin,
  y: number,
  range: Parameters<typeof steppedValue>[0],
  isFine: boolean,
): DragOrigin {
  const numSteps = Math.trunc((from - y) / pixelsPerStep);
  const direction = numSteps < 0 ? -1 : 1;
  const steps = Array.from({ length: Math.abs(numSteps) });
  return {
    y: from - numSteps * pixelsPerStep,
    value: steps.reduce<number>((reached) => steppedValue(range, reached, direction, isFine), value),
  };
}
