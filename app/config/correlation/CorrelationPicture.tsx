/** The matrix as coloured cells, the tasks on its diagonal. Requested cells can be edited, others are read. */
import { type CSSProperties, Fragment, type ReactNode } from 'react';
import type { Matrix } from '../../../src/data/types.ts';
import type { MatrixKey } from '../../../src/experiment/edit.ts';
import { correlationField } from '../../../src/experiment/fields.ts';
import { formatChange, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { divergingScale } from '../../charts/base/colorScale.ts';
import { ownerColor } from '../../charts/base/palette.ts';
import { DraftInput, useDraft } from '../../fields/DraftInput.tsx';
import { useExperiment } from '../../state/playground.ts';
import styles from './CorrelationPicture.module.css';
import { type Correlations, cellOfPair, isRepaired, type Pair, useSetPair } from './useCorrelations.ts';
import { useVerticalDrag } from './useVerticalDrag.ts';

const words = text.correlation;

export type View = keyof typeof words.views;

interface TaskNames {
  readonly taskNames: readonly string[];
}

export interface CorrelationPictureProps extends TaskNames {
  readonly matrixKey: MatrixKey;
  readonly view: View;
  readonly correlations: Correlations;
  readonly onChoose: (pair: Pair) => void;
}

/** The most tasks whose names fit; of more there are numbers. */
const maxNamed = 4;

export function CorrelationPicture(props: CorrelationPictureProps) {
  const { view, taskNames } = props;
  return (
    <PictureFrame taskNames={taskNames} label={words.matrix(words.views[view])}>
      {(place, pair) => <Cell place={place} pair={pair} {...props} />}
    </PictureFrame>
  );
}

/** Measured correlation of labels; as unknown where there is no such cell. `[T, T]` */
export function LabelPicture({ matrix, taskNames }: { readonly matrix: Matrix } & TaskNames) {
  return (
    <PictureFrame taskNames={taskNames} label={words.matrix(words.views.labels)}>
      {(place, pair) => <ReadCell pair={pair} {...labelOf(cellOfPair(matrix, place), false)} />}
    </PictureFrame>
  );
}

interface PictureFrameProps extends TaskNames {
  readonly label: string;
  /** A cell off the diagonal, with the names of its tasks. */
  readonly children: (place: Pair, pair: string) => ReactNode;
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
      data-size={size > maxNamed ? 'large' : 'small'}
    >
      {places.map((place) => (
        <Fragment key={`${place.row} ${place.column}`}>
          {place.row === place.column ? (
            <TaskCell index={place.row} taskNames={taskNames} />
          ) : (
            children(place, words.pair(taskNames[place.row] ?? '', taskNames[place.column] ?? ''))
          )}
        </Fragment>
      ))}
    </div>
  );
}

interface CellProps extends Omit<CorrelationPictureProps, 'taskNames'> {
  readonly place: Pair;
  readonly pair: string;
}

function Cell({ place, pair, view, matrixKey, correlations, onChoose }: CellProps) {
  const { requested, repair, expected, measured } = correlations;
  if (view === 'labels') {
    // Nothing is ever measured on the rows of the second matrix alone.
    const isExpected = place.row < place.column || matrixKey === 'secondCorrelation';
    return (
      <ReadCell pair={pair} {...labelOf(cellOfPair(isExpected ? expected : measured, place), isExpected)} />
    );
  }
  const [value, used] = [cellOfPair(requested, place), cellOfPair(repair.matrix, place)];
  const repaired = isRepaired(repair, place)
    ? { said: words.used(formatWeight(used), formatChange(used - value)), change: formatChange(used - value) }
    : null;
  if (view === 'requested')
    return (
      <RequestedCell
        matrixKey={matrixKey}
        pair={place}
        value={value}
        repairedWords={repaired?.said}
        onChoose={onChoose}
      />
    );
  return <ReadCell pair={pair} value={used} {...repaired} />;
}

function labelOf(value: number, isExpected: boolean) {
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
      <span className={styles['name']}>{taskNames.length > maxNamed ? index + 1 : name}</span>
    </span>
  );
}

interface ReadCellProps {
  readonly pair: string;
  /** NaN: not known. */
  readonly value: number;
  /** Words that say more than the value. */
  readonly said?: string;
  /** How far a repair has moved it. */
  readonly change?: string;
}

function ReadCell({ pair, value, said, change }: ReadCellProps) {
  const isKnown = !Number.isNaN(value);
  return (
    <span
      className={styles['cell']}
      style={paintOf(value)}
      role="img"
      aria-label={words.readCell(pair, said ?? formatWeight(value))}
      title={said}
      data-repaired={change !== undefined}
      data-unknown={!isKnown}
    >
      {isKnown ? formatWeight(value) : '·'}
      {change !== undefined && <span className={styles['change']}>{change}</span>}
    </span>
  );
}

interface RequestedCellProps {
  readonly matrixKey: MatrixKey;
  readonly pair: Pair;
  readonly value: number;
  /** The value after a repair; undefined: it stays. */
  readonly repairedWords: string | undefined;
  readonly onChoose: (pair: Pair) => void;
}

function RequestedCell({ matrixKey, pair, value, repairedWords, onChoose }: RequestedCellProps) {
  const { tasks } = useExperiment();
  const setPair = useSetPair(matrixKey);
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
      style={paintOf(value)}
      data-repaired={repairedWords !== undefined}
      onFocus={() => onChoose(pair)}
      {...drag}
    >
      <DraftInput
        draft={draft}
        aria-label={words.cell(tasks[pair.row]?.name ?? '', tasks[pair.column]?.name ?? '')}
        title={draft.problem ?? repairedWords}
        className={styles['input']}
        inputMode="none"
        tabIndex={pair.row < pair.column ? 0 : -1}
      />
    </span>
  );
}

const scale = divergingScale(1);

function paintOf(value: number): { readonly background?: string; readonly color?: string } {
  if (Number.isNaN(value)) return {};
  const { fill, ink } = scale.paintOf(value);
  return { background: fill, color: ink };
}
