/** A map of winners: a bin of set-ups per cell in its winner's colour, hatched where nobody wins, grey where there are too few. */
import { memo, useId, useMemo } from 'react';
import { clamp } from '../../../src/core/schema/numberFields.ts';
import { text } from '../../../src/text/text.ts';
import { GridFrame } from '../base/GridFrame.tsx';
import pictureStyles from '../base/Picture.module.css';
import { Hatch, Picture } from '../base/Picture.tsx';
import { seriesColor } from '../base/palette.ts';
import { fittedName, textWidth, wrappedLinesOf } from '../base/textWidth.ts';
import { type GridPlace, useGridCursor } from '../base/useGridCursor.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
import styles from './WinnerMap.module.css';

const words = text.map;

export type CellFill = number | 'open' | 'few';

export interface WinnerCell {
  readonly fill: CellFill;
  readonly label: string;
  readonly short: string;
  readonly said: string;
}

export interface MapKey {
  readonly fill: CellFill;
  readonly name: string;
}

interface DrawnMap {
  readonly keys: readonly MapKey[];
  readonly columnNames: readonly string[];
  readonly rowNames: readonly string[];
  readonly axes: Readonly<Record<'x' | 'y', string>>;
  readonly cells: readonly (readonly WinnerCell[])[];
  readonly here: GridPlace | null;
}

export interface WinnerMapProps extends DrawnMap, Pick<FigureProps, 'title' | 'note' | 'csvRows' | 'table'> {
  readonly name: string;
  readonly said: string;
  readonly onChoose: (place: GridPlace) => void;
  readonly legend: readonly string[];
}

export const WinnerMap = memo(function WinnerMap(props: WinnerMapProps) {
  const { title, note, csvRows, table, name, said, legend, onChoose, ...map } = props;
  const { keys, columnNames, rowNames, cells, here } = map;
  const [ref, width] = useWidth();
  const layout = useMemo(
    () => mapLayoutOf({ rowNames, columnNames, keys }, width),
    [rowNames, columnNames, keys, width],
  );
  const { place, handlers } = useGridCursor({
    grid: { rows: rowNames.map(() => columnNames.length) },
    placeAt: ({ clientX, clientY, currentTarget }) => {
      const box = currentTarget.getBoundingClientRect();
      return mapCellAt(layout, map, clientX - box.left, clientY - box.top);
    },
    start: here ?? undefined,
    onChoose,
  });
  return (
    <Figure
      {...{ title, note, csvRows, table }}
      exportLegend={() => legend}
      again={() => <WinnerMap {...props} />}
    >
      <div ref={ref}>
        <div className={pictureStyles['scroll']}>
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
        {place === null ? said : cells[place.row]?.[place.column]?.said}
      </output>
    </Figure>
  );
});

interface MapPictureProps extends DrawnMap {
  readonly layout: MapLayout;
  readonly cursor: GridPlace | null;
}

function MapPicture({ layout, cursor, ...map }: MapPictureProps) {
  const hatchId = useId();
  const hatch = `url(#${hatchId})`;
  const { width, height, cellWidth, cellHeight } = layout;
  const box = (place: GridPlace): MapBox => {
    const { x, y } = cellCornerOf(layout, place);
    return { x, y, width: cellWidth - 2, height: cellHeight - 2 };
  };
  return (
    <Picture width={width} height={height}>
      <Hatch id={hatchId} />
      <MapAxes {...map} layout={layout} />
      {map.cells.map((row, r) =>
        row.map((cell, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
          <MapCellPicture key={column} cell={cell} box={box({ row: r, column })} hatch={hatch} />
        )),
      )}
      {cursor && <rect {...box(cursor)} rx={2} className={styles['cursor']} />}
      {map.here && <HereRing {...ringIn(box(map.here))} />}
      {[...map.keys, ...(map.here === null ? [] : [null])].map((key, index) => (
        <g
          key={key?.name ?? 'here'}
          transform={`translate(${layout.keys[index]?.x ?? 0} ${layout.keys[index]?.y ?? 0})`}
        >
          {key === null ? (
            <HereRing x={9} y={8} />
          ) : (
            <FilledBox fill={key.fill} hatch={hatch} box={{ x: 0, y: 0, ...SWATCH }} />
          )}
          <text dominantBaseline="central" x={24} y={8}>
            {key?.name ?? words.hereKey}
          </text>
        </g>
      ))}
    </Picture>
  );
}

const linesOf = (words: string, room: number, sign: RegExp): readonly string[] =>
  textWidth(words, { isBold: true }) <= room ? [words] : words.split(sign);

interface MapBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface FilledBoxProps {
  readonly fill: CellFill;
  readonly hatch: string;
  readonly box: MapBox;
}

function FilledBox({ fill, hatch, box }: FilledBoxProps) {
  if (fill === 'few') return <rect {...box} rx={2} className={styles['few']} />;
  if (fill === 'open') return <rect {...box} rx={2} stroke="var(--line)" fill={hatch} />;
  const color = seriesColor(fill);
  return <rect {...box} rx={2} className={styles['won']} style={{ fill: color, stroke: color }} />;
}

interface MapCellProps extends Omit<FilledBoxProps, 'fill'> {
  readonly cell: WinnerCell;
}

function MapCellPicture({ cell: { fill, label, short, said }, box, hatch }: MapCellProps) {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const room = box.width - 4;
  const names = linesOf(label, room, /(?<=-)/u);
  const lines = [...names, short].filter((line) => line !== '');
  return (
    <g className={styles['cell']} data-fill={fill}>
      <title>{said}</title>
      <FilledBox {...{ fill, hatch, box }} />
      {lines.map((line, index) => (
        <text
          key={line}
          className={names.includes(line) ? styles['strong'] : undefined}
          textAnchor="middle"
          dominantBaseline="central"
          x={x}
          y={y + LINE * (index - (lines.length - 1) / 2)}
        >
          {fittedName(line, room, { isBold: names.includes(line) })}
        </text>
      ))}
    </g>
  );
}

function MapAxes({ axes, layout }: DrawnMap & { readonly layout: MapLayout }) {
  const { left, bottom, width, cellWidth, cellHeight, height, keys } = layout;
  const keysTop = keys[0]?.y ?? height;
  return (
    <>
      {layout.rowLines.map((lines, row) => (
        <WrappedLabel
          key={lines.join(' ')}
          {...{ lines, anchor: 'end', x: left - 6 }}
          y={cellHeight * (row + 0.5) - (LINE * (lines.length - 1)) / 2}
        />
      ))}
      {layout.columnLines.map((lines, column) => (
        <WrappedLabel
          key={lines.join(' ')}
          {...{ lines, anchor: 'middle', x: left + cellWidth * (column + 0.5), y: bottom + 10 }}
        />
      ))}
      <text className={pictureStyles['name']} textAnchor="middle" x={(left + width) / 2} y={keysTop - 12}>
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

interface WrappedLabelProps {
  readonly lines: readonly string[];
  readonly anchor: 'middle' | 'end';
  readonly x: number;
  readonly y: number;
}

const WrappedLabel = ({ lines, anchor, x, y }: WrappedLabelProps) => (
  <text textAnchor={anchor} dominantBaseline="central">
    {lines.map((line, index) => (
      <tspan key={line} x={x} y={y + LINE * index}>
        {line}
      </tspan>
    ))}
  </text>
);

const RING_RADIUS = 6;

const ringIn = ({ x, y, width }: MapBox) => ({ x: x + width - RING_RADIUS - 3, y: y + RING_RADIUS + 3 });

const HereRing = ({ x, y }: Pick<MapBox, 'x' | 'y'>) => (
  <g data-here transform={`translate(${x} ${y})`} pointerEvents="none">
    <circle r={RING_RADIUS} fill="var(--surface)" stroke="var(--ink)" strokeWidth={2} />
    <circle r={2} fill="var(--ink)" />
  </g>
);

const SWATCH = { width: 18, height: 16 } as const;
const CELL = { minWidth: 44, maxWidth: 190, height: 46 } as const;
const LINE = 14;
const TITLE = 20;
const MAX_ROW_NAME = 84;
const KEY = { gap: 14, row: 22, swatch: 24 } as const;

interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly rowLines: readonly (readonly string[])[];
  readonly columnLines: readonly (readonly string[])[];
  readonly keys: readonly Pick<MapBox, 'x' | 'y'>[];
}

function mapLayoutOf(
  { rowNames, columnNames, keys }: Pick<DrawnMap, 'rowNames' | 'columnNames' | 'keys'>,
  available: number,
): MapLayout {
  const rowLines = rowNames.map((name) => wrappedLinesOf(name, MAX_ROW_NAME, {}));
  const left = TITLE + Math.ceil(Math.max(...rowLines.flat().map((line) => textWidth(line)))) + 6;
  const cellWidth = Math.floor(clamp((available - left) / columnNames.length, CELL.minWidth, CELL.maxWidth));
  const columnLines = columnNames.map((name) =>
    linesOf(name, cellWidth - 4, /(?<=–)/u).flatMap((line) => wrappedLinesOf(line, cellWidth - 4, {})),
  );
  const width = left + columnNames.length * cellWidth;
  const bottom = rowNames.length * CELL.height;
  const namesHeight = LINE * Math.max(...columnLines.map(({ length }) => length));
  const names = [...keys.map(({ name }) => name), words.hereKey];
  const placed = placedKeys(names, Math.max(width, available), bottom + namesHeight + TITLE + 16);
  return {
    ...{ width, left, bottom, cellWidth, cellHeight: CELL.height, rowLines, columnLines, keys: placed },
    height: (placed.at(-1)?.y ?? bottom) + KEY.row,
  };
}

function placedKeys(
  names: readonly string[],
  width: number,
  top: number,
): readonly Pick<MapBox, 'x' | 'y'>[] {
  let [x, y] = [0, top];
  return names.map((name) => {
    const size = KEY.swatch + textWidth(name);
    if (x > 0 && x + size > width) [x, y] = [0, y + KEY.row];
    const place = { x, y };
    x += size + KEY.gap;
    return place;
  });
}

function mapCellAt(
  layout: MapLayout,
  { rowNames, columnNames }: Pick<DrawnMap, 'rowNames' | 'columnNames'>,
  x: number,
  y: number,
): GridPlace | null {
  const [row, column] = [Math.floor(y / layout.cellHeight), Math.floor((x - layout.left) / layout.cellWidth)];
  const isInside = row >= 0 && row < rowNames.length && column >= 0 && column < columnNames.length;
  return isInside ? { row, column } : null;
}

const cellCornerOf = ({ left, cellWidth, cellHeight }: MapLayout, { row, column }: GridPlace) => ({
  x: left + column * cellWidth + 1,
  y: row * cellHeight + 1,
});
