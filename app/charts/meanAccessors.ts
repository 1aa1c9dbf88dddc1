/** What the chart library reads of a row. Knows no chart. */

/** The mean of a line in a row; null: nothing there. */
export type MeanOf<Row> = (row: Row) => number | null;

/**
 * One accessor per line. To be made anew only when the number of lines changes, since the chart library compares accessors by
 * identity.
 */
export const meanAccessors = <Row>(
  numSeries: number,
  meanAt: (row: Row, series: number) => number | null | undefined,
): readonly MeanOf<Row>[] =>
  Array.from(
    { length: numSeries },
    (_, series): MeanOf<Row> =>
      (row) =>
        meanAt(row, series) ?? null,
  );

/** Of a line that is not there. */
export const noMean: MeanOf<unknown> = () => null;
