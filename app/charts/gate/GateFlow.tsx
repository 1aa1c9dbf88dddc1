/** Picture of one row inside a gate: inputs, logits, softmax, experts mixed, tower, answer. */
import { predictionText, type RowAnswer } from '../../../src/run/report/rowAnswers.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { unitName } from '../base/names.ts';
import styles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { ownerColor } from '../base/palette.ts';
import { fittedName } from '../base/textWidth.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import type { InsideGate } from './insideGate.ts';

const words = text.gate;

/** Starts and widths, as shares of the picture's width. */
const columns = {
  inputs: [0, 0.06],
  logits: [0.15, 0.125],
  weights: [0.3, 0.125],
  outputs: [0.455, 0.13],
  mixed: [0.665, 0.065],
  tower: [0.79, 0.06],
  answer: [0.955, 0.045],
} as const;

type Column = keyof typeof columns;
type Range = readonly [low: number, high: number];

interface GateFlowProps {
  readonly title: string;
  readonly gate: InsideGate;
  /** Null: a shared unit answers nothing itself. */
  readonly answer: RowAnswer | null;
  /** Shared by pictures beside each other. */
  readonly ranges: Readonly<Record<'logits' | 'weights', Range>>;
  readonly taskNames: readonly string[];
}

export function GateFlow(props: GateFlowProps) {
  const note = nameOfGate(props.gate, props.taskNames);
  const rows = () => [
    ...barsOf(props, 1).flatMap(({ part, expert = '', values }) =>
      values.map((value, place) => [words.parts[part], expert, String(place + 1), value]),
    ),
    ...(props.answer ? [[words.parts.answer, '', '1', props.answer.prediction]] : []),
  ];
  const said = (cell: string | number) => (typeof cell === 'number' ? formatWeight(cell, 4) : cell);
  return (
    <Figure
      title={props.title}
      note={note}
      csvRows={() => [words.columns, ...rows()]}
      table={() => <NumbersTable headings={words.columns} rows={rows().map((row) => row.map(said))} />}
    >
      <Flow {...props} name={words.name(props.title, note)} />
    </Figure>
  );
}

export const nameOfGate = (
  { spec, level, unit }: Pick<InsideGate, 'spec' | 'level' | 'unit'>,
  taskNames: readonly string[],
): string => words.of(unitName(spec.units, unit, taskNames), text.charts.level(level));

/** Ends at multiples of `step`, so that a dragged row seldom changes the scale. */
export function rangeOf(values: readonly number[], step: number): Range {
  const known = values.filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...known), Math.max(step, ...known)];
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step];
}

/** Values that are not known lie at 0. */
const shareOf = (value: number, [low, high]: Range): number =>
  Math.min(1, Math.max(0, ((value || 0) - low) / (high - low)));

const isGated = ({ experts }: InsideGate): boolean => experts.some(({ logit }) => logit !== null);
const mixesOwn = (gate: InsideGate): boolean =>
  isGated(gate) && gate.experts.some(({ native }) => native !== null);

const TOP = 22;
const LEAST_HEIGHT = 216;
const MOST_WIDTH = 740;
const LINE_HEIGHT = 15;
// Lines lower than this have no room for names and digits.
const NAMED_HEIGHT = 28;

/** Boxes of columns, and of the line of each expert. */
function layoutOf({ experts: { length } }: InsideGate, width: number) {
  const pitch = Math.min(54, Math.max(9, LEAST_HEIGHT / length));
  const height = Math.max(LEAST_HEIGHT, pitch * length);
  const isNamed = pitch >= NAMED_HEIGHT;
  const boxOf = (column: Column, { y, height: high } = { y: TOP, height }) => {
    const [start, share] = columns[column];
    return { x: start * width, width: share * width, y, height: high };
  };
  return {
    height,
    isNamed,
    boxOf,
    // Words of the answer stand below.
    tower: boxOf('tower', { y: TOP, height: height - 3 * LINE_HEIGHT }),
    lineOf: (place: number) => {
      const strip = { y: TOP + (height - pitch * length) / 2 + pitch * place + 3, height: pitch - 6 };
      const bar = { y: strip.y + LINE_HEIGHT, height: Math.min(18, strip.height - LINE_HEIGHT) };
      return { strip, bar: isNamed ? bar : strip };
    },
  };
}

type Box = ReturnType<typeof layoutOf>['tower'];

interface BarsProps {
  readonly part: keyof typeof words.parts;
  readonly expert?: string;
  readonly values: readonly number[];
  readonly box: Box;
  readonly range: Range;
  readonly color: string;
}

/** All bars of the picture. */
function barsOf({ gate, ranges, taskNames }: GateFlowProps, width: number): readonly BarsProps[] {
  const { boxOf, lineOf, tower } = layoutOf(gate, width);
  const range = rangeOf([...gate.experts.flatMap(({ output }) => output), ...gate.mixed], 0.5);
  const color = ownerColor(gate.owner);
  const ofExperts = gate.experts.flatMap((one, place) => {
    const { strip, bar } = lineOf(place);
    const height = mixesOwn(gate) ? bar.height / 2 : bar.height;
    const lower = { y: bar.y + bar.height - height, height };
    const expert = unitName(gate.spec.experts, one.expert, taskNames);
    const bars = (part: BarsProps['part'], values: readonly (number | null)[], box: Box, of: Range) => {
      const known = values.filter((value) => value !== null);
      return { part, expert, values: known, box, range: of, color: ownerColor(one.owner) };
    };
    return [
      bars('logits', [one.logit], boxOf('logits', bar), ranges.logits),
      bars('weights', [one.gate], boxOf('weights', { ...bar, height }), ranges.weights),
      bars('fixed', [one.native], boxOf('weights', lower), ranges.weights),
      bars('outputs', one.output, boxOf('outputs', strip), range),
    ];
  });
  const ofInputs = rangeOf(gate.inputs, 1);
  const whole: readonly BarsProps[] = [
    { part: 'mixed', values: gate.mixed, box: boxOf('mixed'), range, color },
    ...gate.tower.map((values, layer): BarsProps => {
      const pitch = (tower.width - 8) / gate.tower.length;
      const box = {
        x: tower.x + 4 + layer * pitch,
        width: pitch,
        y: tower.y + 14,
        height: tower.height - 28,
      };
      return { part: 'tower', values, box, range: rangeOf(values, 0.5), color };
    }),
    { part: 'inputs', values: gate.inputs, box: boxOf('inputs'), range: ofInputs, color: 'var(--muted)' },
  ];
  return [...ofExperts, ...whole].filter(({ values }) => values.length > 0);
}

// Thickness of a ribbon where it leaves its expert, as a share of that where it enters the mix.
const NARROW_END = 0.3;

/** Thin lines, and a ribbon for each weight. */
function linksOf(gate: InsideGate, width: number, hasTower: boolean) {
  const { boxOf, lineOf, tower } = layoutOf(gate, width);
  const mixed = boxOf('mixed');
  const line = (from: Box, to: Box, { y, height }: Pick<Box, 'y' | 'height'>) => {
    const thin = { y: y + height / 2 - 0.5, height: 1 };
    return { d: ribbonPath({ ...from, ...thin }, { ...to, ...thin }), opacity: 0.7 };
  };
  const weights = gate.experts.flatMap((one) => [one.gate ?? 0, one.native ?? 0]);
  const total = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  let { y } = mixed;
  const ofExperts = gate.experts.flatMap(({ expert, owner, logit, ...mixing }, place) => {
    const { strip, bar } = lineOf(place);
    const ribbons = [mixing.gate ?? 0, mixing.native ?? 0].map((weight, kind) => {
      const to = { ...mixed, y, height: (Math.abs(weight) / total) * mixed.height };
      const height = Math.min(strip.height / 2, to.height * NARROW_END);
      const from = boxOf('outputs', { y: strip.y + (strip.height - height) / 2, height });
      y += to.height;
      return { id: `${expert} ${kind}`, weight, d: ribbonPath(from, to), opacity: 0.5 - kind / 4 };
    });
    const read = { id: `${expert}`, weight: logit === null ? 0 : 1 };
    return [{ ...read, ...line(boxOf('inputs'), boxOf('logits'), bar) }, ...ribbons].map((link) => ({
      ...link,
      color: ownerColor(owner),
    }));
  });
  const own = { weight: hasTower ? 1 : 0, color: ownerColor(gate.owner) };
  return [
    ...ofExperts,
    // Dashed: further levels stand between.
    { id: 'tower', ...own, ...line(mixed, tower, tower), ...(hasTower && !gate.isLast && { weight: -1 }) },
    { id: 'answer', ...own, ...line(tower, boxOf('answer'), tower) },
  ].filter(({ weight }) => weight !== 0);
}

/** From the right edge of a box to the left edge of another. */
function ribbonPath(from: Box, to: Box): string {
  const [left, right] = [from.x + from.width + 2, to.x - 2];
  const middle = (left + right) / 2;
  const curve = (start: number, x: number, y: number) => `C${middle} ${start} ${middle} ${y} ${x} ${y}`;
  const [start, end] = [from.y + from.height, to.y + to.height];
  return `M${left} ${from.y}${curve(from.y, right, to.y)}V${end}${curve(end, left, start)}z`;
}

function Flow(props: GateFlowProps & { readonly name: string }) {
  const { name, gate, answer } = props;
  const [ref, available] = useWidth(440);
  const width = Math.min(available, MOST_WIDTH);
  const { height, isNamed, boxOf, lineOf, tower } = layoutOf(gate, width);
  const { x: left } = boxOf('logits');
  const weights = boxOf('weights');
  const hasColumn = (column: Column) =>
    column === 'tower' || column === 'answer' ? answer !== null : column !== 'logits' || isGated(gate);
  return (
    <div ref={ref}>
      <Picture name={name} width={width} height={TOP + height + 2}>
        {columnNames.filter(hasColumn).map((column) => {
          const { x, width: room } = boxOf(column);
          const anchor = column === 'inputs' ? 'start' : column === 'answer' ? 'end' : 'middle';
          return (
            <text key={column} x={x + room * shareOfAnchor[anchor]} y={11} textAnchor={anchor}>
              {words.parts[column === 'weights' && !isGated(gate) ? 'fixed' : column]}
            </text>
          );
        })}
        {linksOf(gate, width, answer !== null).map(({ id, d, weight, color, opacity }) => (
          <path
            key={id}
            d={d}
            data-ribbon={id}
            {...(weight < 0
              ? { fill: 'none', stroke: color, strokeDasharray: '4 3' }
              : { fill: color, fillOpacity: opacity })}
          />
        ))}
        {barsOf(props, width).map((bars) => (
          <Bars key={`${bars.part} ${bars.box.x} ${bars.box.y}`} {...bars} />
        ))}
        {isNamed &&
          gate.experts.map(({ expert, gate: weight, native }, place) => {
            const unit = unitName(gate.spec.experts, expert, props.taskNames);
            const y = lineOf(place).strip.y + 10;
            return (
              <g key={expert}>
                <text x={left} y={y} className={styles['strong']}>
                  {fittedName(unit, weights.x - left + 4, { isBold: true })}
                </text>
                <text x={weights.x + weights.width} y={y} textAnchor="end">
                  {formatWeight(weight ?? native ?? Number.NaN)}
                </text>
              </g>
            );
          })}
        {answer && (
          <AnswerScale {...{ answer, tower }} box={boxOf('answer', tower)} color={ownerColor(gate.owner)} />
        )}
      </Picture>
      <p className="note">{aboutGate(gate)}</p>
    </div>
  );
}

const columnNames = Object.keys(columns) as readonly Column[];
const shareOfAnchor = { start: 0, middle: 0.5, end: 1 } as const;

function aboutGate(gate: InsideGate): string {
  if (isGated(gate)) return mixesOwn(gate) ? words.withOwn : '';
  return gate.experts.length > 1 ? words.noSoftmax : words.noGate;
}

// More lines than these would blur.
const MOST_BARS = 64;

/** The largest of too many, in their order. */
function largestOf(values: readonly number[]): readonly number[] {
  const limit = values.map(Math.abs).toSorted((a, b) => b - a)[MOST_BARS] ?? Number.NEGATIVE_INFINITY;
  return values.filter((value) => !(Math.abs(value) <= limit));
}

const MOST_SAID = 2;

/** Drawn as if from left to right, each 1 wide and at most 1 high; all but those of experts lie. */
function Bars({ part, expert = words.parts[part], values, box, range, color }: BarsProps) {
  const { x, y, width, height } = box;
  const drawn = part === 'inputs' ? largestOf(values) : values;
  const ends = drawn.length > MOST_SAID ? [Math.min(...drawn), Math.max(...drawn)] : drawn;
  const zero = shareOf(0, range);
  const path = drawn.map((value, place) => `M${place + 0.1} ${zero}h.8V${shareOf(value, range)}h-.8z`);
  const matrix =
    part === 'outputs'
      ? [width / drawn.length, 0, 0, -height, x, y + height]
      : [0, height / drawn.length, width, 0, x, y];
  return (
    <g data-flow={part}>
      <title>{text.punctuation.said(expert, ends.map((value) => formatWeight(value, 3)).join(' … '))}</title>
      <rect {...box} fill="var(--sunken)" rx={3} />
      <g transform={`matrix(${matrix.join()})`}>
        <path d={path.join('')} fill={color} />
        <path d={`M0 ${zero}H${drawn.length}`} className={styles['zero']} vectorEffect="non-scaling-stroke" />
      </g>
    </g>
  );
}

// Standard deviations of a target that the scale reaches.
const REGRESSION_REACH = 3;

interface AnswerScaleProps {
  readonly answer: RowAnswer;
  readonly tower: Box;
  readonly box: Box;
  readonly color: string;
}

/** The outline of the tower, its answer, and what it should be. */
function AnswerScale({ answer, tower, box, color }: AnswerScaleProps) {
  const { kind, prediction, target, isTruth } = answer;
  const x = box.x + box.width / 2;
  const range: Range = kind === 'binary' ? [0, 1] : [-REGRESSION_REACH, REGRESSION_REACH];
  const yOf = (value: number) => box.y + box.height * (1 - shareOf(value, range));
  const isKnown = !Number.isNaN(target);
  const said = [
    [words.parts.answer, prediction],
    [isTruth ? words.truth : words.label, target],
    [words.error, prediction - target],
  ] as const;
  return (
    <g>
      <path
        d={`M${tower.x} ${tower.y}l${tower.width} 12v${tower.height - 24}l${-tower.width} 12z`}
        fill={color}
        fillOpacity={0.18}
        stroke={color}
      />
      <path className={styles['zero']} d={`M${x} ${box.y}v${box.height}M${x - 4} ${yOf(0)}h8`} />
      {isKnown && (
        <>
          <path d={`M${x} ${yOf(target)}V${yOf(prediction)}`} stroke="var(--bad)" strokeWidth={4} />
          <circle cx={x} cy={yOf(target)} r={5} fill="var(--surface)" stroke="var(--ink)" strokeWidth={1.5} />
        </>
      )}
      <circle cx={x} cy={yOf(prediction)} r={4} fill={color} />
      {said.slice(0, isKnown ? said.length : 1).map(([name, value], line) => (
        <text
          key={name}
          x={box.x + box.width}
          y={box.y + box.height + (line + 1) * LINE_HEIGHT - 2}
          textAnchor="end"
          className={line === 0 ? styles['strong'] : undefined}
        >
          {`${name} ${predictionText(value, kind)}`}
        </text>
      ))}
    </g>
  );
}
