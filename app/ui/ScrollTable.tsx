/** A titled table of numbers that is scrolled sideways where it does not fit; its first column stays in sight. */
import { type ReactNode, useId } from 'react';
import styles from './ScrollTable.module.css';

export interface ScrollTableProps {
  readonly title: string;
  readonly note: string;
  /** The menu beside the title, which saves the numbers. */
  readonly menu: ReactNode;
  /** One per column; the first is over the names of the rows. */
  readonly headers: readonly { readonly key: string | number; readonly content: ReactNode }[];
  /** Rows of a table. */
  readonly children: ReactNode;
}

export function ScrollTable({ title, note, menu, headers, children }: ScrollTableProps) {
  const titleId = useId();
  return (
    <>
      <div className={styles['title']}>
        <strong id={titleId}>{title}</strong> <span className="note">{note}</span>
        {menu}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables are scrolled with the arrow keys */}
      <section className={styles['scroll']} aria-labelledby={titleId} tabIndex={0}>
        <table className={styles['table']} aria-labelledby={titleId}>
          <thead>
            <tr>
              {headers.map(({ key, content }) => (
                <th key={key} scope="col">
                  {content}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
    </>
  );
}
