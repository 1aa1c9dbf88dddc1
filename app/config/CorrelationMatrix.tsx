/** The correlation of the tasks: the picture to edit it, and patterns to begin with. */
import type { MatrixKey } from '../../src/experiment/edit.ts';
import { correlationField } from '../../src/experiment/fields.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment } from '../state/playground.ts';
import { Help } from '../ui/Help.tsx';
import styles from './CorrelationMatrix.module.css';
import { CorrelationEditor } from './correlation/CorrelationEditor.tsx';
import { PatternMenu } from './correlation/PatternMenu.tsx';

const words = text.app.correlation;

export function CorrelationMatrix({ matrixKey }: { readonly matrixKey: MatrixKey }) {
  const matrix = useExperiment().data[matrixKey];
  if (matrix === null) return null;
  const title = words.title[matrixKey];
  return (
    <section aria-label={title}>
      <div className={styles['head']}>
        <span>{title}</span>
        <Help about={correlationField.label}>{correlationField.help}</Help>
        <PatternMenu matrixKey={matrixKey} />
      </div>
      <CorrelationEditor matrixKey={matrixKey} />
    </section>
  );
}
