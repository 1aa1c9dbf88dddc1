/** The matrix as coloured cells, the tasks on its diagonal. Requested cells can be edited, others are read. */

import { type CSSProperties, Fragment, type ReactNode } from 'react';
import type { MatrixKey } from '../../../src/experiment/edit.ts';
import { correlationField } from '../../../src/experiment/fields.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { divergingScale } from '../../charts/base/colorScale.ts';
import { ownerColor } from '../../charts/base/palette.ts';
import { DraftInput } from '../../fields/DraftInput.tsx';
import { useDraft } from '../../fields/useDraft.ts';
import { useExperiment } from '../../state/playground.ts';
import styles from './CorrelationPicture.module.css';
import { cellOfPair, formatChange, type Pair, useSetPair } from './pairs.ts';
import type { Correlations } from './useCorrelations.ts';
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
      {(place) => <Cell place={place} {...props} />}
    </PictureFrame>
  );
}

/** Measured correlation of labels; as unknown where there is no such cell. `[T, T]` */
export function LabelPicture({
  matrix,
  taskNames,
}: { readonly matrix: Correlations['requested'] } & TaskNames) {
  return (
    <PictureFrame taskNames={taskNames} label={words.matrix(words.views.labels)}>
      {(place) =>
        place.row === place.column ? (
          <TaskCell index={place.row} taskNames={taskNames} />
        ) : (
          <LabelCell
            pair={words.pair(taskNames[place.row] ?? '', taskNames[place.column] ?? '')}
            value={matrix[place.row]?.[place.column] ?? Number.NaN}
            isExpected={false}
          />
        )
      }
    </PictureFrame>
  );
}

interface PictureFrameProps extends TaskNames {
  readonly label: string;
  readonly children: (place: Pair) => ReactNode;
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
        <Fragment key={`${place.row} ${place.column}`}>{children(place)}</Fragment>
      ))}
    </div>
  );
}

type CellProps = CorrelationPictureProps & { readonly place: Pair };

function Cell({ place, view, matrixKey, correlations, taskNames, onChoose }: CellProps) {
  const { requested, repair, expected, measured } = correlations;
  if (place.row === place.column) return <TaskCell index={place.row} taskNames={taskNames} />;
  const pair = words.pair(taskNames[place.row] ?? '', taskNames[place.column] ?? '');
  if (view === 'labels') {
    // Nothing is ever measured on the rows of the second matrix alone.
    const isExpected = place.row < place.column || matrixKey === 'secondCorrelation';
    const labels = isExpected ? expected : measured;
    return <LabelCell pair={pair} value={cellOfPair(labels, place)} isExpected={isExpected} />;
  }
  const [value, used] = [cellOfPair(requested, place), cellOfPair(repair.matrix, place)];
  const isChanged = repair.changedCells.some(
    ({ row, column }) =>
      row === Math.min(place.row, place.column) && column === Math.max(place.row, place.column),
  );
  if (view === 'requested')
    return (
      <RequestedCell
        matrixKey={matrixKey}
        pair={place}
        value={value}
        used={used}
        isChanged={isChanged}
        onChoose={onChoose}
      />
    );
  return <UsedCell pair={pair} value={used} change={isChanged ? used - value : 0} />;
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
  readonly value: number;
}

function UsedCell({ pair, value, change }: ReadCellProps & { readonly change: number }) {
  const isChanged = change !== 0;
  const said = isChanged ? words.used(formatWeight(value), formatChange(change)) : formatWeight(value);
  return (
    <span
      className={styles['cell']}
      style={paintOf(value)}
      data-repaired={isChanged}
      role="img"
      aria-label={words.readCell(pair, said)}
      title={isChanged ? said : undefined}
    >
      {formatWeight(value)}
      {isChanged && <span className={styles['change']}>{formatChange(change)}</span>}
    </span>
  );
}

function LabelCell({ pair, value, isExpected }: ReadCellProps & { readonly isExpected: boolean }) {
  const hasValue = !Number.isNaN(value);
  const shown = isExpected ? words.expected(formatWeight(value)) : words.measured(formatWeight(value));
  const said = hasValue ? shown : words.notMeasured;
  return (
    <span
      className={styles['cell']}
      style={paintOf(value)}
      role="img"
      aria-label={words.readCell(pair, said)}
      title={said}
      data-unknown={!hasValue}
    >
      {hasValue ? formatWeight(value) : '·'}
    </span>
  );
}

interface RequestedCellProps {
  readonly matrixKey: MatrixKey;
  readonly pair: Pair;
  readonly value: number;
  /** The value after repair. */
  readonly used: number;
  readonly isChanged: boolean;
  readonly onChoose: (pair: Pair) => void;
}

/** A cell of the requested matrix: a number to type, to step by arrow keys, to drag. */
function RequestedCell({ matrixKey, pair, value, used, isChanged, onChoose }: RequestedCellProps) {
  const { tasks } = useExperiment();
  const setPair = useSetPair(matrixKey);
  const change = (next: number): void => setPair(pair, next);
  const draft = useDraft(correlationField, value, change);
  const drag = useVerticalDrag(value, (next) => {
    draft.drop();
    change(next);
  });
  const usedWords = isChanged ? words.used(formatWeight(used), formatChange(used - value)) : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the input inside is the control, a pointer only reaches it from around
    <span
      className={styles['cell']}
      style={paintOf(value)}
      data-repaired={isChanged}
      onFocus={() => onChoose(pair)}
      {...drag}
    >
      <DraftInput
        field={correlationField}
        value={value}
        onChange={change}
        draft={draft}
        label={words.cell(tasks[pair.row]?.name ?? '', tasks[pair.column]?.name ?? '')}
        title={draft.problem ?? usedWords}
        className={styles['input']}
        inputMode="none"
        tabIndex={pair.row < pair.column ? 0 : -1}
      />
    </span>
  );
}

const scale = divergingScale(1);

/** A number that is none has no colour. */
function paintOf(value: number): { readonly background?: string; readonly color?: string } {
  if (Number.isNaN(value)) return {};
  const { fill, ink } = scale.paintOf(value);
  return { background: fill, color: ink };
}
