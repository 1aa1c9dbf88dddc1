/** A map of winners: a cell per experiment with its winner's letter, hatched where nobody is clearly ahead. */
import { memo, useId, useMemo } from 'react';
import { clamp, clampInteger } from '../../../src/core/schema/numberFields.ts';
import { text } from '../../../src/text/text.ts';
import { GridFrame } from '../base/GridFrame.tsx';
import pictureStyles from '../base/Picture.module.css';
import { Hatch, Picture } from '../base/Picture.tsx';
import { textWidth } from '../base/textWidth.ts';
import { type GridPlace, useGridCursor } from '../base/useGridCursor.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
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
    start: here.place === null ? undefined : winnerCellAt(here.place, named),
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

const winnerCellAt = (
  { row, column }: GridPlace,
  { rowNames, numColumns }: { readonly rowNames: readonly string[]; readonly numColumns: number },
): GridPlace => ({
  row: clampInteger(row, 0, rowNames.length - 1),
  column: clampInteger(column, 0, numColumns - 1),
});

export interface MapWinner {
  readonly id: string;
  readonly name: string;
  /** `good` if the reference of the map wins. */
  readonly tone: 'good' | 'bad';
}

interface WinnerCell {
  /** Null: nobody is clearly ahead. */
  readonly winnerId: string | null;
  readonly short: string;
  readonly said: string;
}

/** Mark of the page's experiment on the map, possibly between cells. */
export interface HereMark {
  /** Null if the experiment has none; `said` gives the reason. */
  readonly place: GridPlace | null;
  readonly said: string;
}

interface DrawnMap {
  readonly winners: readonly MapWinner[];
  readonly columnNames: readonly string[];
  /** Names of the rows, from the top. */
  readonly rowNames: readonly string[];
  readonly axes: Readonly<Record<'x' | 'y', string>>;
  readonly cells: readonly (readonly WinnerCell[])[];
  readonly here: HereMark;
}

const keyWordsOf = (winners: readonly MapWinner[]): readonly string[] => [
  ...winners.map(({ name }) => words.wins(name)),
  words.undecided,
  words.hereKey,
];

interface MapPictureProps extends DrawnMap {
  readonly layout: MapLayout;
  readonly cursor: GridPlace | null;
}

function MapPicture({ layout, cursor, ...map }: MapPictureProps) {
  const hatchId = useId();
  const { width, height, cellWidth, cellHeight } = layout;
  const box = (place: GridPlace) => {
    const { x, y } = cellCentreOf(layout, place);
    return {
      x: x - cellWidth / 2,
      y: y - cellHeight / 2,
      width: cellWidth - 1,
      height: cellHeight - 1,
      rx: 2,
    };
  };
  const { place } = map.here;
  const signs = [
    ...map.winners.map(({ id, tone }) => (
      <g key={id} className={styles['cell']} data-tone={tone}>
        <rect {...SWATCH} />
        <text className={styles['letter']} textAnchor="middle" x={9} y={13}>
          {id}
        </text>
      </g>
    )),
    <rect key="undecided" {...SWATCH} stroke="var(--line)" fill={`url(#${hatchId})`} />,
    <g key="here" transform="translate(0 -1)">
      <HereRing x={9} y={9} />
    </g>,
  ];
  return (
    <Picture width={width} height={height}>
      <Hatch id={hatchId} />
      <MapAxes {...map} layout={layout} />
      {map.cells.map((row, r) =>
        row.map((cell, column) => (
          <MapCellPicture
            // biome-ignore lint/suspicious/noArrayIndexKey: cells are identified by their position
            key={column}
            cell={cell}
            winner={map.winners.find(({ id }) => id === cell.winnerId)}
            box={box({ row: r, column })}
            hasValue={layout.hasValues}
            hatch={`url(#${hatchId})`}
          />
        )),
      )}
      {cursor && <rect {...box(cursor)} className={styles['cursor']} />}
      {place && <HereRing {...cellCentreOf(layout, place)} />}
      {keyWordsOf(map.winners).map((said, index) => (
        <g key={said} transform={`translate(${layout.keys[index]?.x ?? 0} ${layout.keys[index]?.y ?? 0})`}>
          {signs[index]}
          <text dominantBaseline="central" x={24} y={8}>
            {said}
          </text>
        </g>
      ))}
    </Picture>
  );
}

function MapAxes({ columnNames, rowNames, axes, layout }: DrawnMap & { readonly layout: MapLayout }) {
  const { left, bottom, width } = layout;
  return (
    <>
      {rowNames.map((name, row) => (
        <text
          key={name}
          textAnchor="end"
          dominantBaseline="central"
          x={left - 6}
          y={cellCentreOf(layout, { row, column: 0 }).y}
        >
          {name}
        </text>
      ))}
      {columnNames.map((name, column) => (
        <text key={name} textAnchor="middle" x={cellCentreOf(layout, { row: 0, column }).x} y={bottom + 14}>
          {name}
        </text>
      ))}
      <text className={pictureStyles['name']} textAnchor="middle" x={(left + width) / 2} y={bottom + 31}>
        {axes.x}
      </text>
      <text
        className={pictureStyles['name']}
        textAnchor="middle"
        transform={`translate(11 ${bottom / 2}) rotate(-90)`}
      >
        {axes.y}
      </text>
    </>
  );
}

interface MapCellBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface MapCellProps {
  readonly cell: WinnerCell;
  readonly winner: MapWinner | undefined;
  readonly box: MapCellBox;
  readonly hasValue: boolean;
  readonly hatch: string;
}

function MapCellPicture({ cell, winner, box, hasValue, hatch }: MapCellProps) {
  if (winner === undefined)
    return (
      <rect {...box} stroke="var(--line)" fill={hatch} data-winner="">
        <title>{cell.said}</title>
      </rect>
    );
  const middle = box.y + box.height / 2;
  // The middle is left free for the mark of the page's experiment.
  return (
    <g className={styles['cell']} data-tone={winner.tone} data-winner={winner.id}>
      <rect {...box}>
        <title>{cell.said}</title>
      </rect>
      <text className={styles['letter']} dominantBaseline="central" x={box.x + 7} y={middle}>
        {winner.id}
      </text>
      {hasValue && (
        <text textAnchor="end" dominantBaseline="central" x={box.x + box.width - 7} y={middle}>
          {cell.short}
        </text>
      )}
    </g>
  );
}

const HereRing = ({ x, y }: Pick<MapCellBox, 'x' | 'y'>) => (
  <g data-here transform={`translate(${x} ${y})`} pointerEvents="none">
    <circle r={8} fill="none" stroke="var(--surface)" strokeWidth={6} />
    <circle r={8} fill="none" stroke="var(--ink)" strokeWidth={2.5} />
    <circle r={2.5} fill="var(--ink)" />
  </g>
);

const SWATCH = { width: 18, height: 16, rx: 2 } as const;

const CELL = { minWidth: 34, maxWidth: 140, minHeight: 32, maxHeight: 48, shape: 0.5 } as const;
const TITLE = 18;
const NAMES = 18;
const KEY = { gap: 14, row: 22, swatch: 24 } as const;
const VALUE_WIDTH = 108;

interface PlacedKey {
  readonly x: number;
  readonly y: number;
}

interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly hasValues: boolean;
  readonly keys: readonly PlacedKey[];
}

interface MapTexts {
  readonly rowNames: readonly string[];
  readonly numColumns: number;
  readonly keyWords: readonly string[];
}

/** `available` is the width to fill; a wider map scrolls. */
function mapLayoutOf({ rowNames, numColumns, keyWords }: MapTexts, available: number): MapLayout {
  const left = TITLE + Math.ceil(Math.max(...rowNames.map((name) => textWidth(name)))) + 6;
  const cellWidth = Math.floor(clamp((available - left) / numColumns, CELL.minWidth, CELL.maxWidth));
  const cellHeight = Math.round(clamp(cellWidth * CELL.shape, CELL.minHeight, CELL.maxHeight));
  const width = left + numColumns * cellWidth;
  const bottom = rowNames.length * cellHeight;
  const keys = placedKeys(keyWords, Math.max(width, available), bottom + NAMES + TITLE + 8);
  return {
    width,
    height: (keys.at(-1)?.y ?? bottom) + KEY.row,
    left,
    bottom,
    cellWidth,
    cellHeight,
    hasValues: cellWidth >= VALUE_WIDTH,
    keys,
  };
}

function placedKeys(keyWords: readonly string[], width: number, top: number): readonly PlacedKey[] {
  let [x, y] = [0, top];
  return keyWords.map((words) => {
    const size = KEY.swatch + textWidth(words);
    if (x > 0 && x + size > width) [x, y] = [0, y + KEY.row];
    const place = { x, y };
    x += size + KEY.gap;
    return place;
  });
}

function mapCellAt(
  layout: MapLayout,
  { rowNames, numColumns }: MapTexts,
  x: number,
  y: number,
): GridPlace | null {
  const [row, column] = [Math.floor(y / layout.cellHeight), Math.floor((x - layout.left) / layout.cellWidth)];
  const isInside = row >= 0 && row < rowNames.length && column >= 0 && column < numColumns;
  return isInside ? { row, column } : null;
}

/** Centre of a cell; fractions lie between cells. */
const cellCentreOf = (layout: MapLayout, { row, column }: GridPlace) => ({
  x: layout.left + (column + 0.5) * layout.cellWidth,
  y: (row + 0.5) * layout.cellHeight,
});
