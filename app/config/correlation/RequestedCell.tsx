/** A cell of the requested matrix: a number to type, to step by arrow keys, to drag. */

import type { MatrixKey } from '../../../src/experiment/edit.ts';
import { correlationField } from '../../../src/experiment/fields.ts';
import { text } from '../../../src/text/text.ts';
import { formatWeight } from '../../charts/base/format.ts';
import { DraftInput } from '../../fields/DraftInput.tsx';
import { useDraft } from '../../fields/useDraft.ts';
import { useExperiment } from '../../state/playground.ts';
import styles from './CorrelationPicture.module.css';
import { paintOf } from './paint.ts';
import { formatChange, type Pair, useSetPair } from './pairs.ts';
import { useVerticalDrag } from './useVerticalDrag.ts';

const words = text.correlation;

export interface RequestedCellProps {
  readonly matrixKey: MatrixKey;
  readonly pair: Pair;
  readonly value: number;
  /** After repair. */
  readonly used: number;
  readonly isChanged: boolean;
  readonly onChoose: (pair: Pair) => void;
}

export function RequestedCell({ matrixKey, pair, value, used, isChanged, onChoose }: RequestedCellProps) {
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
