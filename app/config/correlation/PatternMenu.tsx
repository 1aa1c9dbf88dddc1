/** Whole matrices to begin with. */

import { type MatrixKey, setMatrix } from '../../../src/experiment/edit.ts';
import { correlationPatterns } from '../../../src/experiment/matrixPatterns.ts';
import { text } from '../../../src/text/text.ts';
import { useExperiment } from '../../state/playground.ts';
import { useEdit } from '../../state/useEdit.ts';
import { Popover, PopoverChoice } from '../../ui/Popover.tsx';
import styles from './CorrelationEditor.module.css';

const words = text.correlation.patterns;

export function PatternMenu({ matrixKey }: { readonly matrixKey: MatrixKey }) {
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
            lost: words.replaced(label),
          })
        }
      />
    ));
  return (
    <Popover look="link" className={styles['patterns']} title={words.menu} content={choices}>
      {words.menu}
    </Popover>
  );
}
