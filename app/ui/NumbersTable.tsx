/** A table of headings and named rows. Cells are identified by their places, which are their keys. */
import { type ReactNode, type TableHTMLAttributes, useId } from 'react';
import styles from './NumbersTable.module.css';

interface NumbersTableProps extends Omit<TableHTMLAttributes<HTMLTableElement>, 'children'> {
  readonly caption?: ReactNode;
  readonly headings: readonly ReactNode[];
  /** The first cell names the row; the last spans missing cells. */
  readonly rows: readonly (readonly ReactNode[])[];
}

export function NumbersTable({ caption, headings, rows, className = '', ...others }: NumbersTableProps) {
  return (
    <table className={`${styles['table']} ${className}`} {...others}>
      {caption}
      <thead>
        <tr>
          {headings.map((heading, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
            <th key={column} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells], row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
          <tr key={row}>
            <th scope="row">{name}</th>
            {cells.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <td key={column} colSpan={column === cells.length - 1 ? headings.length - cells.length : 1}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ScrollTableProps extends Pick<NumbersTableProps, 'headings' | 'rows'> {
  readonly title: string;
  readonly note: string;
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
        <NumbersTable className={styles['wide']} aria-labelledby={titleId} headings={headings} rows={rows} />
      </section>
    </>
  );
}
