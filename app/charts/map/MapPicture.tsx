/** The picture of a map of winners: its cells, axes and key. */
import { useId } from 'react';
import { text } from '../../../src/text/text.ts';
import pictureStyles from '../base/Picture.module.css';
import { Hatch, Picture } from '../base/Picture.tsx';
import type { GridPlace } from '../base/useGridCursor.ts';
import { type MapLayout, middleOf } from './mapLayout.ts';
import styles from './WinnerMap.module.css';

const words = text.map;

export interface MapWinner {
  readonly id: string;
  readonly name: string;
  /** `good`: the reference of the map. */
  readonly tone: 'good' | 'bad';
}

export interface WinnerCell {
  /** Null: nobody is clearly ahead. */
  readonly winnerId: string | null;
  readonly short: string;
  readonly said: string;
}

/** The experiment on the page, possibly between cells. */
export interface HereMark {
  /** Null if it has none; `said` gives the reason. */
  readonly place: GridPlace | null;
  readonly said: string;
}

export interface DrawnMap {
  readonly winners: readonly MapWinner[];
  readonly columnNames: readonly string[];
  /** Names from the top. */
  readonly rowNames: readonly string[];
  readonly axes: Readonly<Record<'x' | 'y', string>>;
  readonly cells: readonly (readonly WinnerCell[])[];
  readonly here: HereMark;
}

export const keyWordsOf = (winners: readonly MapWinner[]): readonly string[] => [
  ...winners.map(({ name }) => words.wins(name)),
  words.undecided,
  words.hereKey,
];

interface MapPictureProps extends DrawnMap {
  readonly layout: MapLayout;
  readonly cursor: GridPlace | null;
}

export function MapPicture({ layout, cursor, ...map }: MapPictureProps) {
  const hatchId = useId();
  const { width, height, cellWidth, cellHeight } = layout;
  const box = (place: GridPlace) => {
    const { x, y } = middleOf(layout, place);
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
    <rect key="undecided" {...SWATCH} className={styles['undecided']} fill={`url(#${hatchId})`} />,
    <g key="here" transform="translate(0 -1)">
      <Here x={9} y={9} />
    </g>,
  ];
  return (
    <Picture width={width} height={height}>
      <Hatch id={hatchId} />
      <Axes {...map} layout={layout} />
      {map.cells.map((row, r) =>
        row.map((cell, column) => (
          <Cell
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
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
      {place && <Here {...middleOf(layout, place)} />}
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

function Axes({ columnNames, rowNames, axes, layout }: DrawnMap & { readonly layout: MapLayout }) {
  const { left, bottom, width } = layout;
  return (
    <>
      {rowNames.map((name, row) => (
        <text
          key={name}
          textAnchor="end"
          dominantBaseline="central"
          x={left - 6}
          y={middleOf(layout, { row, column: 0 }).y}
        >
          {name}
        </text>
      ))}
      {columnNames.map((name, column) => (
        <text key={name} textAnchor="middle" x={middleOf(layout, { row: 0, column }).x} y={bottom + 14}>
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

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface CellProps {
  readonly cell: WinnerCell;
  readonly winner: MapWinner | undefined;
  readonly box: Box;
  readonly hasValue: boolean;
  readonly hatch: string;
}

function Cell({ cell, winner, box, hasValue, hatch }: CellProps) {
  if (winner === undefined)
    return (
      <rect {...box} className={styles['undecided']} fill={hatch} data-winner="">
        <title>{cell.said}</title>
      </rect>
    );
  const middle = box.y + box.height / 2;
  // The middle is left to the mark.
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

const Here = ({ x, y }: Pick<Box, 'x' | 'y'>) => (
  <g data-here transform={`translate(${x} ${y})`} pointerEvents="none">
    <circle r={8} className={styles['halo']} />
    <circle r={8} className={styles['here']} />
    <circle r={2.5} className={styles['dot']} />
  </g>
);

const SWATCH = { width: 18, height: 16, rx: 2 } as const;
