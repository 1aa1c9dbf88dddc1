/** Copies a table for people, tab-separated, or the numbers behind it as CSV. */
import { csvOf, tabbedOf } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import type { CsvRow } from '../../charts/base/props.ts';
import { saveCsv } from '../../charts/figure/exportFigure.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/download.ts';
import styles from './verdict.module.css';

const words = text.verdict;

export interface CopyButtonsProps {
  /** Of what is copied: name of the file where copying is not allowed. */
  readonly title: string;
  /** Absent: there are the numbers only. */
  readonly table?: () => readonly CsvRow[];
  readonly numbers: () => readonly CsvRow[];
}

export function CopyButtons({ title, table, numbers }: CopyButtonsProps) {
  const { messages } = usePlayground();
  const copy = async (written: string): Promise<void> => {
    const isCopied = await copyText(written);
    if (!isCopied) saveCsv(title, numbers());
    messages.showToast(isCopied ? words.copied : words.savedInstead, false);
  };
  return (
    <span className={styles['copy']}>
      {table !== undefined && (
        <Button look="quiet" onClick={() => void copy(tabbedOf(table()))}>
          {words.copyTable}
        </Button>
      )}
      <Button look="quiet" onClick={() => void copy(csvOf(numbers()))}>
        {words.copyCsv}
      </Button>
    </span>
  );
}
