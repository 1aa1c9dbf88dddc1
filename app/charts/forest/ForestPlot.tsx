/** A forest plot with names, numbers, axis and marks, and a cursor that moves between marks. */
import type { MouseEvent } from 'react';
import type { Interval } from '../../../src/analysis/statistics.ts';
import { formatPercentChange } from '../../../src/text/format.ts';
import type { text } from '../../../src/text/text.ts';
import { GridFrame } from '../base/GridFrame.tsx';
import { ReplicaDots } from '../base/IntervalBar.tsx';
import pictureStyles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { seriesColor, seriesDash } from '../base/palette.ts';
import { fittedLabel, fittedName, textWidth } from '../base/textWidth.ts';
import { type GridPlace, useGridCursor } from '../base/useGridCursor.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
import styles from './Forest.module.css';
import { type ForestLayout, type ForestMark, type ForestRival, type ForestRow, NAME_Y } from './forest.ts';

const SWATCH = 26;
const GAP = 10;
const END_WORDS_WIDTH = 64;
const NAME_SIZE = 13;
const boldNameFont = { isBold: true, size: NAME_SIZE };

interface ForestPlotProps
  extends Pick<FigureProps, 'title' | 'hidesTitle' | 'note' | 'exportFoot' | 'csvRows' | 'table'> {
  readonly reference: string;
  readonly rivals: readonly ForestRival[];
  /** Gains that count as a tie, drawn as a band. */
  readonly tie?: Pick<Interval, 'low' | 'high'>;
  readonly said?: readonly string[];
  readonly words: Readonly<Record<'name' | 'help', string>> &
    Pick<typeof text.verdict.forest, 'unit' | 'worse' | 'better'>;
  readonly layoutOf: (width: number) => ForestLayout;
}

const noSentences: readonly string[] = [];

export function ForestPlot({ said = noSentences, ...props }: ForestPlotProps) {
  const { title, hidesTitle = false, note, exportFoot, reference, rivals, csvRows, table } = props;
  return (
    <Figure
      {...{ title, hidesTitle, note, exportFoot, csvRows, table }}
      unit={props.words.unit(reference)}
      exportKey={rivals}
      exportLegend={() => said}
    >
      <ForestPicture {...props} />
    </Figure>
  );
}

type ForestPictureProps = Pick<ForestPlotProps, 'reference' | 'tie' | 'words' | 'layoutOf'>;

export function ForestPicture({ reference, tie, words, layoutOf }: ForestPictureProps) {
  const [ref, width] = useWidth();
  const layout = layoutOf(width);
  const markAt = (at: GridPlace | null) => at && layout.rows[at.row]?.marks[at.column];
  const { place, handlers } = useGridCursor({
    grid: layout.grid,
    placeAt: (event, before) => placeUnderPointer(event) ?? before,
  });
  return (
    <>
      <GridFrame ref={ref} name={words.name} help={words.help} className={styles['frame']} {...handlers}>
        <Picture width={width} height={layout.height}>
          {tie && <TieBand tie={tie} layout={layout} />}
          <ForestAxis layout={layout} reference={reference} words={words} />
          {layout.rows.map((row, index) => (
            <g key={row.rival.id} data-series={row.rival.color}>
              <RivalNames row={row} left={layout.left} right={layout.right} />
              <ForestMarks row={row} index={index} at={layout.at} place={place} />
            </g>
          ))}
        </Picture>
      </GridFrame>
      <p className={styles['said']} aria-live="polite">
        {markAt(place)?.said}
      </p>
    </>
  );
}

function placeUnderPointer({ target }: MouseEvent): GridPlace | null {
  const mark = target instanceof Element ? target.closest('[data-mark]')?.getAttribute('data-mark') : null;
  if (!mark) return null;
  const [row = 0, column = 0] = mark.split(' ').map(Number);
  return { row, column };
}

interface TieBandProps extends Pick<ForestAxisProps, 'layout'> {
  readonly tie: Pick<Interval, 'low' | 'high'>;
}

const TieBand = ({ tie: { low, high }, layout: { at, bottom } }: TieBandProps) => (
  <rect
    fill="var(--hover)"
    data-tie
    x={at(low)}
    width={at(high) - at(low)}
    y={NAME_Y + 5}
    height={bottom - NAME_Y - 5}
  />
);

interface ForestAxisProps extends Pick<ForestPlotProps, 'reference' | 'words'> {
  readonly layout: ForestLayout;
}

function ForestAxis({ layout, reference, words }: ForestAxisProps) {
  const { axis, left, right, bottom, height } = layout;
  const room = (right - left) / 2 - END_WORDS_WIDTH;
  const [letter = reference] = reference.split(' · ');
  const name = fittedName(reference, room) === reference ? reference : fittedName(letter, room);
  return (
    <g data-axis>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <path
            d={`M${axis.at(tick)} ${NAME_Y + 5}V${bottom}`}
            className={tick === 0 ? `${pictureStyles['zero']} ${styles['zero']}` : pictureStyles['grid']}
          />
          <text x={axis.at(tick)} y={bottom + 13} textAnchor="middle">
            {formatPercentChange(tick)}
          </text>
        </g>
      ))}
      <text x={left} y={height - 4}>
        {words.worse(name)}
      </text>
      <text x={right} y={height - 4} textAnchor="end">
        {words.better(name)}
      </text>
    </g>
  );
}

interface RivalNamesProps {
  readonly row: ForestRow;
  readonly left: number;
  readonly right: number;
}

function RivalNames({ row: { rival, top }, left, right }: RivalNamesProps) {
  const y = top + NAME_Y;
  const room = right - left - SWATCH - GAP;
  const numbersFont = { isBold: rival.tone !== 'neutral', size: NAME_SIZE };
  const nameRoom = Math.min(textWidth(rival.name, boldNameFont), room / 3);
  const said =
    rival.short.find((one) => textWidth(one, numbersFont) <= room - nameRoom) ?? rival.short.at(-1);
  const numbers = fittedLabel(said ?? '', room - nameRoom, numbersFont);
  return (
    <>
      <path
        d={`M${left} ${y - 4}h20`}
        strokeWidth={2}
        style={{ stroke: seriesColor(rival.color), strokeDasharray: seriesDash(rival.color) }}
      />
      <text x={left + SWATCH} y={y} className={pictureStyles['strong']} style={{ fontSize: NAME_SIZE }}>
        {fittedName(rival.name, room - textWidth(numbers, numbersFont), boldNameFont)}
      </text>
      <text
        x={right}
        y={y}
        textAnchor="end"
        style={{ fontSize: NAME_SIZE }}
        className={pictureStyles[numbersFont.isBold ? 'strong' : 'name']}
      >
        {numbers}
      </text>
    </>
  );
}

const DIAMOND_SIZE = { half: 7, rise: 5 } as const;
const MARK_RADII = { whole: 7, task: 3 } as const;

interface ForestMarksProps {
  readonly row: ForestRow;
  readonly index: number;
  readonly at: ForestLayout['at'];
  readonly place: GridPlace | null;
}

function ForestMarks({ row, index, at, place }: ForestMarksProps) {
  const { dots, dotsY, marks } = row;
  return (
    <>
      <ReplicaDots dots={dots} at={at} y={dotsY} />
      {marks.map(
        (mark, column) =>
          Number.isFinite(mark.gain.mean) && (
            <g key={mark.id} data-mark={`${index} ${column}`}>
              <ForestMarkShape
                mark={mark}
                at={at}
                isMarked={place?.row === index && place.column === column}
              />
              <IntervalLine mark={mark} at={at} />
            </g>
          ),
      )}
    </>
  );
}

interface ForestMarkShapeProps {
  readonly mark: ForestMark;
  readonly at: ForestLayout['at'];
}

function ForestMarkShape({ mark, at, isMarked }: ForestMarkShapeProps & { readonly isMarked: boolean }) {
  const { shape, x, y, color, tone } = mark;
  const [start, end] = markEndsOf(mark, at);
  const { half, rise } = DIAMOND_SIZE;
  return (
    <g
      className={styles[shape]}
      data-marked={isMarked}
      data-tone={tone}
      style={shape === 'whole' ? undefined : { fill: color, stroke: color }}
    >
      {start < end && <line x1={start} x2={end} y1={y} y2={y} />}
      {shape === 'whole' ? (
        <path d={`M${x - half} ${y}l${half} ${-rise}l${half} ${rise}l${-half} ${rise}z`} />
      ) : (
        <circle cx={x} cy={y} r={isMarked ? 4 : 2.75} />
      )}
    </g>
  );
}

function IntervalLine({ mark, at }: ForestMarkShapeProps) {
  const [start, end] = markEndsOf(mark, at);
  const reach = MARK_RADII[mark.shape];
  return (
    <rect
      className={styles['hit']}
      x={start - 6}
      y={mark.y - reach}
      width={end - start + 12}
      height={2 * reach}
    />
  );
}

function markEndsOf(
  { gain: { low, high }, x }: ForestMark,
  at: ForestLayout['at'],
): readonly [number, number] {
  return Number.isFinite(low) && Number.isFinite(high) ? [at(low), at(high)] : [x, x];
}
