/** Picture of one row inside a gate: inputs, logits, softmax, experts mixed, tower, answer. */
import { sum } from '../../../src/models/counts.ts';
import { predictionText, type RowAnswer } from '../../../src/run/report/rowAnswers.ts';
import { formatCount, formatWeight } from '../../../src/text/format.ts';
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
  outputs: [0.45, 0.125],
  mixed: [0.645, 0.065],
  tower: [0.765, 0.06],
  answer: [0.955, 0.045],
} as const;

type Column = keyof typeof columns;
type Range = readonly [low: number, high: number];

interface GateFlowProps {
  readonly title: string;
  readonly gate: InsideGate;
  readonly answer: RowAnswer | null;
  /** Null while the row's numbers are on their way: the picture keeps its place. */
  readonly step: number | null;
  /** Gates of pictures beside each other, this one too: they share scales. */
  readonly gates: readonly InsideGate[];
  readonly taskNames: readonly string[];
}

export function GateFlow(props: GateFlowProps) {
  const { title, gate, answer, step, taskNames } = props;
  const name = nameOfGate(gate, taskNames);
  const note = step === null ? name : words.of(name, text.time.step(formatCount(step)));
  const about = aboutGate(gate);
  const rows = (said: (value: number) => string | number = (value) => value) => [
    ...(step === null ? [] : barsOf(props, 1)).flatMap(({ part, expert = '', values }) =>
      values.map((value, place) => [words.parts[part], expert, String(place + 1), said(value)]),
    ),
    ...(answer ? [[words.parts.answer, '', '1', said(answer.prediction)]] : []),
  ];
  return (
    <Figure
      {...{ title, note }}
      csvRows={() => [words.columns, ...rows()]}
      exportLegend={() => [about].filter(Boolean)}
      table={() => <NumbersTable headings={words.columns} rows={rows((value) => formatWeight(value, 4))} />}
    >
      <Flow {...props} name={words.name(title, note)} />
      <p className="note">{about}</p>
    </Figure>
  );
}

export const nameOfGate = (
  { spec, level, unit }: Pick<InsideGate, 'spec' | 'level' | 'unit'>,
  taskNames: readonly string[],
): string => words.of(unitName(spec.units, unit, taskNames), text.charts.level(level));

const isGated = ({ experts }: InsideGate): boolean => experts.some(({ logit }) => logit !== null);
const mixesOwn = (gate: InsideGate): boolean =>
  isGated(gate) && gate.experts.some(({ native }) => native !== null);

function aboutGate(gate: InsideGate): string {
  const without = gate.experts.length > 1 ? words.noSoftmax : words.noGate;
  const withGate = mixesOwn(gate) ? words.withOwn : '';
  const skips = gate.isLast ? '' : words.skips;
  return [isGated(gate) ? withGate : without, skips].filter(Boolean).join(' ');
}

const nameOfColumn = (column: Column, gate: InsideGate): string => {
  if (column === 'inputs' && gate.level > 0) return text.charts.level(gate.level - 1);
  return words.parts[column === 'weights' && !isGated(gate) ? 'fixed' : column];
};

/** Ends at multiples of `step`, so that a dragged row seldom changes the scale. */
function rangeOf(step: number, values: readonly (number | null)[]): Range {
  const known = values.map(Number).filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...known), Math.max(step, ...known)];
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step];
}

// Unknown values lie at 0.
const shareOf = (value: number, [low, high]: Range): number =>
  Math.min(1, Math.max(0, ((value || 0) - low) / (high - low)));

const TOP = 22;
const LEAST_HEIGHT = 216;
const MOST_WIDTH = 740;
const LINE_HEIGHT = 15;
const BOTH_WEIGHTS_WIDTH = 400;
const NAMED_HEIGHT = 26;

interface Rows {
  readonly y: number;
  readonly height: number;
}

interface Box extends Rows {
  readonly x: number;
  readonly width: number;
}

const centred = ({ y, height }: Rows, of = 1): Rows => ({ y: y + (height - of) / 2, height: of });

function layoutOf({ experts: { length } }: InsideGate, width: number) {
  const pitch = Math.min(54, Math.max(9, LEAST_HEIGHT / length));
  const height = Math.max(LEAST_HEIGHT, pitch * length);
  const isNamed = pitch >= NAMED_HEIGHT;
  const boxOf = (column: Column, rows: Rows = { y: TOP, height }): Box => {
    const [start, share] = columns[column];
    return { ...rows, x: start * width, width: share * width };
  };
  const lineOf = (place: number) => {
    const strip = { y: TOP + (height - pitch * length) / 2 + pitch * place + 3, height: pitch - 6 };
    const bar = { y: strip.y + LINE_HEIGHT, height: Math.min(18, strip.height - LINE_HEIGHT) };
    return { strip, bar: isNamed ? bar : strip };
  };
  return { bottom: TOP + height, isNamed, boxOf, lineOf };
}

interface BarsProps {
  readonly part: keyof typeof words.parts;
  readonly expert?: string;
  readonly values: readonly number[];
  readonly box: Box;
  readonly range: Range;
  readonly color: string;
}

function barsOf({ gate, gates, taskNames }: GateFlowProps, width: number): readonly BarsProps[] {
  const { boxOf, lineOf } = layoutOf(gate, width);
  const all = gates.flatMap(({ experts }) => experts);
  const logits = all.map(({ logit }) => logit);
  const weights = all.flatMap((one) => [one.gate, one.native]);
  const [ofLogits, ofWeights] = [rangeOf(2, logits), rangeOf(1, weights)];
  const range = rangeOf(0.5, [...gate.experts.flatMap(({ output }) => output), ...gate.mixed]);
  const color = ownerColor(gate.owner);
  const tower = boxOf('tower');
  const step = tower.width / gate.tower.length;
  return [
    ...gate.experts.flatMap((one, place): readonly BarsProps[] => {
      const { strip, bar } = lineOf(place);
      const height = mixesOwn(gate) ? bar.height / 2 : bar.height;
      const lower = { y: bar.y + bar.height - height, height };
      const expert = unitName(gate.spec.experts, one.expert, taskNames);
      const of = { expert, color: ownerColor(one.owner) };
      const line = (part: BarsProps['part'], value: number | null, box: Box, ofPart: Range) =>
        value === null ? [] : [{ ...of, part, values: [value], box, range: ofPart }];
      return [
        ...line('logits', one.logit, boxOf('logits', bar), ofLogits),
        ...line('weights', one.gate, boxOf('weights', { ...bar, height }), ofWeights),
        ...line('fixed', one.native, boxOf('weights', lower), ofWeights),
        { ...of, part: 'outputs', values: one.output, box: boxOf('outputs', strip), range },
      ];
    }),
    { part: 'mixed', values: gate.mixed, box: boxOf('mixed'), range, color },
    ...gate.tower.map((values, layer): BarsProps => {
      const box = { ...tower, x: tower.x + layer * step, width: step };
      return { part: 'tower', values, box, range: rangeOf(0.5, values), color };
    }),
    {
      part: 'inputs',
      values: gate.inputs,
      box: boxOf('inputs'),
      range: rangeOf(1, gate.inputs),
      color: 'var(--muted)',
    },
  ];
}

// Thickness of a ribbon at its expert, as a share of that at the mix.
const NARROW_END = 0.3;

function linksOf(gate: InsideGate, width: number, hasTower: boolean) {
  const { boxOf, lineOf } = layoutOf(gate, width);
  const mixed = boxOf('mixed');
  const pathOf = (from: Column, to: Column, start = centred(mixed), end = start) => {
    const box = boxOf(from);
    const [left, right] = [box.x + box.width + 2, boxOf(to).x - 2];
    const curve = (y: number, x: number, toY: number) =>
      `C${(left + right) / 2} ${y} ${(left + right) / 2} ${toY} ${x} ${toY}`;
    const [low, toLow] = [start.y + start.height, end.y + end.height];
    return `M${left} ${start.y}${curve(start.y, right, end.y)}V${toLow}${curve(toLow, left, low)}z`;
  };
  const weights = gate.experts.map((one) => [one.gate ?? 0, one.native ?? 0]);
  const pixels = mixed.height / sum(weights.flat().map(Math.abs));
  let { y } = mixed;
  const ofExperts = gate.experts.flatMap(({ expert, owner, logit }, place) => {
    const { strip, bar } = lineOf(place);
    const ribbons = (weights[place] ?? []).map((weight, kind) => {
      const end = { y, height: Math.abs(weight) * pixels };
      y += end.height;
      const start = centred(strip, Math.min(strip.height / 2, end.height * NARROW_END));
      const d = pathOf('outputs', 'mixed', start, end);
      return { id: `${expert} ${kind}`, d, weight, opacity: 0.5 - kind / 4 };
    });
    const d = pathOf('inputs', 'logits', centred(bar));
    const links = [{ id: `${expert}`, d, weight: logit === null ? 0 : 1, opacity: 0.7 }, ...ribbons];
    return links.map((link) => ({ ...link, color: ownerColor(owner) }));
  });
  const own = { weight: hasTower ? 1 : 0, opacity: 0.7, color: ownerColor(gate.owner) };
  return [
    ...ofExperts,
    // Dashed: further levels stand between.
    { ...own, id: 'tower', d: pathOf('mixed', 'tower'), weight: gate.isLast ? own.weight : -own.weight },
    { ...own, id: 'answer', d: pathOf('tower', 'answer') },
  ].filter(({ weight }) => weight !== 0);
}

const columnNames = Object.keys(columns) as readonly Column[];

const anchorsOf: Partial<Record<Column, readonly [anchor: 'start' | 'end', share: number]>> = {
  inputs: ['start', 0],
  answer: ['end', 1],
};

function Flow(props: GateFlowProps & { readonly name: string }) {
  const { name, gate, answer, step } = props;
  const [ref, available] = useWidth(440);
  const width = Math.min(available, MOST_WIDTH);
  const { bottom, boxOf } = layoutOf(gate, width);
  const hasColumn = (column: Column) =>
    column === 'tower' || column === 'answer' ? answer !== null : column !== 'logits' || isGated(gate);
  return (
    <div ref={ref}>
      <Picture name={name} width={width} height={bottom + LINE_HEIGHT + 2}>
        {columnNames.filter(hasColumn).map((column) => {
          const { x, width: room } = boxOf(column);
          const [anchor, share] = anchorsOf[column] ?? ['middle', 0.5];
          return (
            <text key={column} x={x + room * share} y={11} textAnchor={anchor}>
              {nameOfColumn(column, gate)}
            </text>
          );
        })}
        {step === null ? <Places gate={gate} width={width} /> : <Numbers {...props} width={width} />}
      </Picture>
    </div>
  );
}

/** Boxes where numbers will be. */
function Places({ gate, width }: Pick<GateFlowProps, 'gate'> & { readonly width: number }) {
  const { boxOf, lineOf } = layoutOf(gate, width);
  const boxes = gate.experts.flatMap((_, place) => {
    const { strip, bar } = lineOf(place);
    const ofGate = isGated(gate) ? [boxOf('logits', bar)] : [];
    return [...ofGate, boxOf('weights', bar), boxOf('outputs', strip)];
  });
  return [boxOf('inputs'), ...boxes, boxOf('mixed')].map((box) => (
    <rect key={`${box.x} ${box.y}`} {...box} fill="var(--sunken)" rx={3} />
  ));
}

function Numbers(props: GateFlowProps & { readonly width: number }) {
  const { gate, answer, taskNames, width } = props;
  const { isNamed, boxOf, lineOf } = layoutOf(gate, width);
  const [logits, weights] = [boxOf('logits'), boxOf('weights')];
  return (
    <>
      {linksOf(gate, width, answer !== null).map(({ id, d, weight, color, opacity }) => (
        <path
          key={id}
          data-ribbon={id}
          {...{ d, opacity }}
          fill={weight < 0 ? 'none' : color}
          stroke={weight < 0 ? color : undefined}
          strokeDasharray="4 3"
        />
      ))}
      {barsOf(props, width).map((bars) => (
        <Bars key={`${bars.part} ${bars.box.x} ${bars.box.y}`} {...bars} />
      ))}
      {isNamed &&
        gate.experts.map(({ expert, gate: weight, native }, place) => {
          const y = lineOf(place).strip.y + 10;
          const known = [weight, native].flatMap((one) => (one === null ? [] : [formatWeight(one)]));
          const numbers = width < BOTH_WEIGHTS_WIDTH ? known.slice(0, 1) : known;
          const room = weights.x - logits.x + (numbers.length > 1 ? -12 : 4);
          return (
            <g key={expert}>
              <text x={logits.x} y={y} className={styles['strong']}>
                {fittedName(unitName(gate.spec.experts, expert, taskNames), room, { isBold: true })}
              </text>
              <text x={weights.x + weights.width} y={y} textAnchor="end">
                {numbers.join(' + ')}
              </text>
            </g>
          );
        })}
      {answer && <AnswerScale answer={answer} box={boxOf('answer')} color={ownerColor(gate.owner)} />}
    </>
  );
}

const MOST_INPUTS = 64;

/** Drawn as if from left to right, each 1 wide and at most 1 high; all but those of experts lie. */
function Bars({ part, expert = words.parts[part], values, box, range, color }: BarsProps) {
  const { x, y, width, height } = box;
  const drawn = part === 'inputs' && values.length > MOST_INPUTS ? values.filter(Boolean) : values;
  const ends = drawn.length > 2 ? [Math.min(...drawn), Math.max(...drawn)] : drawn;
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

interface AnswerScaleProps extends Pick<BarsProps, 'box' | 'color'> {
  readonly answer: RowAnswer;
}

function AnswerScale({ answer, box, color }: AnswerScaleProps) {
  const { kind, prediction, target, isTruth } = answer;
  const x = box.x + box.width / 2;
  const bottom = box.y + box.height;
  const range: Range = kind === 'binary' ? [0, 1] : [-REGRESSION_REACH, REGRESSION_REACH];
  const yOf = (value: number) => bottom - box.height * shareOf(value, range);
  const [shown, wanted] = [prediction, target].map((value) => Math.round(100 * value) / 100);
  const said = [
    [words.parts.answer, prediction],
    [isTruth ? words.truth : words.label, target],
    [words.error, Number(shown) - Number(wanted)],
  ] as const;
  const known = said.filter(([, value]) => !Number.isNaN(value));
  return (
    <g>
      <path className={styles['zero']} d={`M${x} ${box.y}V${bottom}M${x - 4} ${yOf(0)}h8`} />
      {known.length > 1 && (
        <>
          <path d={`M${x} ${yOf(target)}V${yOf(prediction)}`} stroke="var(--bad)" strokeWidth={4} />
          <circle cx={x} cy={yOf(target)} r={5} fill="var(--surface)" stroke="var(--ink)" strokeWidth={1.5} />
        </>
      )}
      <circle cx={x} cy={yOf(prediction)} r={4} fill={color} />
      <text x={box.x + box.width} y={bottom + 13} textAnchor="end" className={styles['strong']}>
        {known.map(([name, value]) => `${name} ${predictionText(value, kind)}`).join(' · ')}
      </text>
    </g>
  );
}
