/** Copies a table for people, tab-separated, or the numbers behind it as CSV. */
import type { ReactNode } from 'react';
import { type CsvRow, csvOf, tabbedOf } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import type { SavedNumbers } from '../../charts/figure/picture.ts';
import { savingPart } from '../../charts/figure/SaveMenu.tsx';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/browser.ts';
import styles from './verdict.module.css';

const words = text.verdict;

export interface CopyButtonsProps {
  readonly table?: () => readonly CsvRow[];
  readonly numbers: SavedNumbers;
  readonly children?: ReactNode;
}

export function CopyButtons({ table, numbers, children }: CopyButtonsProps) {
  const { messages } = usePlayground();
  const copy = async (written: string): Promise<void> => {
    const isCopied = await copyText(written);
    // If copying is not allowed, they are saved.
    if (!isCopied) (await savingPart.load()).saveCsv(numbers);
    messages.showToast(isCopied ? words.copied : words.savedInstead, false);
  };
  return (
    <span className={styles['copy']}>
      {table !== undefined && (
        <Button look="quiet" onClick={() => void copy(tabbedOf(table()))}>
          {words.copyTable}
        </Button>
      )}
      <Button look="quiet" onClick={() => void copy(csvOf(numbers.csvRows()))}>
        {words.copyCsv}
      </Button>
      {children}
    </span>
  );
}
