/** A titled table of numbers that is scrolled sideways where it does not fit; its first column stays in sight. */
import { type ReactNode, useId } from 'react';
import styles from './ScrollTable.module.css';
import { Table, type TableProps } from './Table.tsx';

export interface ScrollTableProps extends Pick<TableProps, 'headings' | 'rows'> {
  readonly title: string;
  readonly note: string;
  /** The menu beside the title, which saves the numbers. */
  readonly menu?: ReactNode;
}

export function ScrollTable({ title, note, menu, headings, rows }: ScrollTableProps) {
  const titleId = useId();
  return (
    <>
      <div className={styles['title']}>
        <strong id={titleId}>{title}</strong> <span className="note">{note}</span>
        {menu}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables are scrolled with the arrow keys */}
      <section className={styles['scroll']} aria-labelledby={titleId} tabIndex={0}>
        <Table className={styles['table']} aria-labelledby={titleId} headings={headings} rows={rows} />
      </section>
    </>
  );
}
