/** The correlation of the tasks: its numbers at once, and the picture to edit it as soon as that is loaded. */
import { Suspense } from 'react';
import type { MatrixKey } from '../../src/experiment/edit.ts';
import { correlationField } from '../../src/experiment/fields.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment } from '../state/playground.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Help } from '../ui/Help.tsx';
import styles from './CorrelationMatrix.module.css';
import { CorrelationEditor, PatternMenu } from './lazyParts.ts';

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
        <Suspense fallback={null}>
          <PatternMenu matrixKey={matrixKey} />
        </Suspense>
      </div>
      <ErrorBoundary name={title}>
        <Suspense fallback={<PlainMatrix matrix={matrix} />}>
          <CorrelationEditor matrixKey={matrixKey} />
        </Suspense>
      </ErrorBoundary>
    </section>
  );
}

function PlainMatrix({ matrix }: { readonly matrix: readonly (readonly number[])[] }) {
  return (
    <table className={styles['plain']}>
      <tbody>
        {matrix.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
          <tr key={row}>
            {cells.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
