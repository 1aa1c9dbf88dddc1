/** The table behind a figure: cells are told apart by their places alone, so these are their keys. */

interface NumbersTableProps {
  /** One per column; the first is over the names of the rows. */
  readonly headings: readonly string[];
  /** Printed cells; the first of each is the row's name. */
  readonly rows: readonly (readonly string[])[];
}

export function NumbersTable({ headings, rows }: NumbersTableProps) {
  return (
    <table>
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
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
