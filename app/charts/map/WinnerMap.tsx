/** A map of winners: a cell per experiment with its winner's letter, hatched where nobody is clearly ahead. */
import { memo, useMemo } from 'react';
import { clampInteger } from '../../../src/core/schema/numberFields.ts';
import { text } from '../../../src/text/text.ts';
import { GridFrame } from '../base/GridFrame.tsx';
import pictureStyles from '../base/Picture.module.css';
import { type GridPlace, useGridCursor } from '../base/useGridCursor.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
import { type DrawnMap, keyWordsOf, MapPicture } from './MapPicture.tsx';
import { mapCellAt, mapLayoutOf } from './mapLayout.ts';
import styles from './WinnerMap.module.css';

const words = text.map;

export interface WinnerMapProps extends DrawnMap, Pick<FigureProps, 'title' | 'note' | 'csvRows' | 'table'> {
  readonly name: string;
  readonly onChoose: (place: GridPlace) => void;
  readonly legend: readonly string[];
}

export const WinnerMap = memo(function WinnerMap(props: WinnerMapProps) {
  const { title, note, csvRows, table, name, legend, onChoose, ...map } = props;
  const { winners, columnNames, rowNames, cells, here } = map;
  const [ref, width] = useWidth();
  const named = useMemo(
    () => ({ rowNames, numColumns: columnNames.length, keyWords: keyWordsOf(winners) }),
    [rowNames, columnNames, winners],
  );
  const layout = useMemo(() => mapLayoutOf(named, width), [named, width]);
  const { place, handlers } = useGridCursor({
    grid: { rows: rowNames.map(() => columnNames.length) },
    placeAt: ({ clientX, clientY, currentTarget }) => {
      const box = currentTarget.getBoundingClientRect();
      return mapCellAt(layout, named, clientX - box.left, clientY - box.top);
    },
    start: here.place === null ? undefined : cellOf(here.place, named),
    onChoose,
  });
  return (
    <Figure
      {...{ title, note, csvRows, table }}
      exportLegend={() => legend}
      again={() => <WinnerMap {...props} />}
    >
      <div ref={ref}>
        <div className={`${pictureStyles['scroll']} ${styles['frame']}`}>
          <GridFrame
            name={name}
            help={words.help}
            className={styles['map']}
            style={{ width: layout.width }}
            {...handlers}
          >
            <MapPicture {...map} layout={layout} cursor={place} />
          </GridFrame>
        </div>
      </div>
      <output className={pictureStyles['said']}>
        {place === null ? here.said : cells[place.row]?.[place.column]?.said}
      </output>
    </Figure>
  );
});

const cellOf = (
  { row, column }: GridPlace,
  { rowNames, numColumns }: { readonly rowNames: readonly string[]; readonly numColumns: number },
): GridPlace => ({
  row: clampInteger(row, 0, rowNames.length - 1),
  column: clampInteger(column, 0, numColumns - 1),
});
