/** The correlation of the tasks: the picture to edit it, and patterns to begin with. */
import type { ReactNode } from 'react';
import { correlationPatterns } from '../../src/experiment/correlationPatterns.ts';
import { type MatrixKey, setMatrix } from '../../src/experiment/edit.ts';
import { text } from '../../src/text/text.ts';
import { FormPart, useFormGate } from '../lesson/FormPart.tsx';
import { useExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { useIsNarrow } from '../ui/browser.ts';
import { Popover, PopoverChoice } from '../ui/Popover.tsx';
import { CorrelationEditor } from './correlation/CorrelationEditor.tsx';
import styles from './Section.module.css';

const words = text.app.correlation;
const { patterns } = text.correlation;

interface CorrelationMatrixProps {
  readonly matrixKey: MatrixKey;
  /** More to set, behind the line that opens its numbers; left out: nothing. */
  readonly more?: ReactNode;
}

export function CorrelationMatrix({ matrixKey, more = null }: CorrelationMatrixProps) {
  const matrix = useExperiment().data[matrixKey];
  const isNarrow = useIsNarrow();
  const isLocked = useFormGate('correlation') === 'locked';
  if (matrix === null) return null;
  const title = words.title[matrixKey];
  const isFirst = matrixKey === 'correlation';
  const invitation = isFirst && isNarrow ? words.narrow : title;
  return (
    <section aria-label={title}>
      <div className={styles['matrixHead']}>
        <span>{isFirst && isLocked ? words.locked : invitation}</span>
        <FormPart part="correlation" isQuiet>
          <PatternMenu matrixKey={matrixKey} />
        </FormPart>
      </div>
      <CorrelationEditor matrixKey={matrixKey} more={more} />
    </section>
  );
}

function PatternMenu({ matrixKey }: { readonly matrixKey: MatrixKey }) {
  const numTasks = useExperiment().tasks.length;
  const edit = useEdit();
  const choices = correlationPatterns
    .filter(({ minTasks }) => numTasks >= minTasks)
    .map(({ id, label, detail, matrixOf }) => (
      <PopoverChoice
        key={id}
        title={label}
        detail={detail}
        onChoose={() =>
          edit((experiment) => setMatrix(experiment, matrixKey, matrixOf(numTasks)), {
            lost: patterns.replaced(label),
          })
        }
      />
    ));
  return (
    <Popover look="link" className={styles['patterns']} title={patterns.menu} content={choices}>
      {patterns.menu}
    </Popover>
  );
}
