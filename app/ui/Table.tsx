/** A table: a row of headings, then rows that begin with their name. Cells are told apart by their places alone, so these are their keys. */
import type { ReactNode, TableHTMLAttributes } from 'react';
import styles from './Table.module.css';

export interface TableProps extends Omit<TableHTMLAttributes<HTMLTableElement>, 'children'> {
  readonly caption?: ReactNode;
  /** One per column; the first is over the names of the rows. */
  readonly headings: readonly ReactNode[];
  /** The first of each is the row's name; the last takes the room of those that are missing. */
  readonly rows: readonly (readonly ReactNode[])[];
}

export function Table({ caption, headings, rows, className = '', ...others }: TableProps) {
  return (
    <table className={`${styles['table']} ${className}`} {...others}>
      {caption}
      <thead>
        <tr>
          {headings.map((heading, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <th key={column} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells], row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
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
