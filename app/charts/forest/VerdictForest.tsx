/** The gain of the reference over each rival, overall and task by task, on one axis. Knows no store. */
import type { ReactNode } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import { Figure } from '../figure/Figure.tsx';
import styles from './Forest.module.css';
import { ForestPlot } from './ForestPlot.tsx';
import { type VerdictRival, verdictForestOf } from './forest.ts';

const words = text.verdict.forest;

export interface VerdictForestProps {
  readonly title: string;
  /** Stands after the title on the page. */
  readonly beside: ReactNode;
  /** The answer in one sentence. */
  readonly sentence: string;
  /** The name of the reference. */
  readonly reference: string;
  readonly rivals: readonly VerdictRival[];
  readonly csvRows: () => readonly CsvRow[];
  readonly table: () => ReactNode;
}

export function VerdictForest(props: VerdictForestProps) {
  const { title, beside, sentence, reference, rivals, csvRows, table } = props;
  return (
    <Figure
      title={title}
      beside={beside}
      unit={words.unit(reference)}
      exportKey={rivals}
      exportLegend={() => [sentence]}
      csvRows={csvRows}
      table={table}
      again={() => <VerdictForest {...props} />}
    >
      <p className={styles['sentence']}>{sentence}</p>
      <ForestPlot
        name={words.plotName(reference)}
        help={words.help}
        hint={words.hint}
        layoutOf={(width) => verdictForestOf(rivals, width)}
      />
    </Figure>
  );
}
