/** Picture of one row inside a gate: inputs, logits, softmax, experts mixed, tower, answer. */
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { predictionText, type RowAnswer } from '../../../src/run/report/rowAnswers.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { unitName } from '../base/names.ts';
import pictureStyles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { ownerColor } from '../base/palette.ts';
import { fittedName } from '../base/textWidth.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import {
  barsPath,
  FLOW_TOP,
  type FlowBox,
  type FlowLayout,
  type FlowPart,
  type FlowRange,
  flowLayoutOf,
  flowParts,
  LINE_HEIGHT,
  rangeOf,
  ribbonPath,
  shareOfRange,
} from './flowLayout.ts';
import type { InsideGate, MixedExpert } from './insideGate.ts';

const words = text.gate;

interface GateFlowProps {
  readonly title: string;
  readonly note: string;
  readonly topology: Topology;
  readonly gate: InsideGate;
  /** Null: a shared unit answers nothing itself. */
  readonly answer: RowAnswer | null;
  /** Shared by pictures beside each other. */
  readonly ranges: Readonly<Record<'logits' | 'weights', FlowRange>>;
  readonly taskNames: readonly string[];
}

export function GateFlow(props: GateFlowProps) {
  const rows = () => numbersOf(props);
  return (
    <Figure
      title={props.title}
      note={props.note}
      csvRows={() => [words.columns, ...rows()]}
      table={() => (
        <NumbersTable
          headings={words.columns}
          rows={rows().map((row) =>
            row.map((cell) => (typeof cell === 'number' ? formatWeight(cell, 4) : cell)),
          )}
        />
      )}
    >
      <Flow {...props} />
    </Figure>
  );
}

const isGated = ({ experts }: InsideGate): boolean => experts.some(({ logit }) => logit !== null);
const mixesOwn = (gate: InsideGate): boolean =>
  isGated(gate) && gate.experts.some(({ native }) => native !== null);

export function aboutGate(gate: InsideGate): string {
  if (isGated(gate)) return mixesOwn(gate) ? words.withOwn : '';
  return gate.experts.length > 1 ? words.noSoftmax : words.noGate;
}

const nameOfExpert = ({ topology, gate, taskNames }: GateFlowProps, { expert }: MixedExpert): string =>
  unitName(topology.levels[gate.level]?.experts ?? [], expert, taskNames);

function numbersOf(props: GateFlowProps): readonly (CsvRow & readonly (string | number)[])[] {
  const { gate, answer } = props;
  const { parts } = words;
  const list = (part: string, values: readonly (number | null)[], expert = '') =>
    values.flatMap((value, place) => (value === null ? [] : [[part, expert, String(place + 1), value]]));
  return [
    ...gate.experts.flatMap((mixed) => [
      ...list(parts.logits, [mixed.logit], nameOfExpert(props, mixed)),
      ...list(parts.weights, [mixed.gate], nameOfExpert(props, mixed)),
      ...list(words.fixed, [mixed.native], nameOfExpert(props, mixed)),
    ]),
    ...(answer ? list(parts.answer, [answer.prediction]) : []),
    ...list(parts.inputs, gate.inputs),
    ...gate.experts.flatMap((mixed) => list(parts.outputs, mixed.output, nameOfExpert(props, mixed))),
    ...list(parts.mixed, gate.mixed),
    ...gate.tower.flatMap((layer) => list(parts.tower, layer)),
  ];
}

function Flow(props: GateFlowProps) {
  const { title, note, gate, answer, topology } = props;
  const [ref, available] = useWidth(440);
  const layout = flowLayoutOf(available, gate.experts.length);
  const { columns, width, height } = layout;
  const outputs = rangeOf([...gate.experts.flatMap(({ output }) => output), ...gate.mixed], 0.5);
  const inputs = largestOf(gate.inputs);
  const color = ownerColor(gate.owner);
  const titles = flowParts.filter((part) => answer || (part !== 'tower' && part !== 'answer'));
  return (
    <div ref={ref}>
      <Picture name={words.name(title, note)} width={width} height={height}>
        {titles.map((part) => (
          <text key={part} {...headOf(columns[part], width)} y={11}>
            {titleOfPart(gate, part)}
          </text>
        ))}
        <Bars
          part="inputs"
          values={inputs}
          box={columns.inputs}
          range={rangeOf(inputs, 1)}
          color="var(--muted)"
        />
        {gate.experts.map((mixed, place) => (
          <ExpertLine
            key={mixed.expert}
            {...{ ...props, mixed, layout, outputs }}
            line={layout.lineOf(place)}
            name={nameOfExpert(props, mixed)}
          />
        ))}
        <Ribbons gate={gate} layout={layout} />
        <Bars part="mixed" values={gate.mixed} box={columns.mixed} range={outputs} color={color} />
        {answer && (
          <Tower {...{ gate, answer, layout, color }} isNext={gate.level === topology.levels.length - 1} />
        )}
      </Picture>
    </div>
  );
}

/** Centred, unless the edge of the picture is near. */
function headOf({ x, width }: FlowBox, end: number) {
  if (x === 0) return { x: 0 };
  return x + width > end - 10
    ? ({ x: end, textAnchor: 'end' } as const)
    : ({ x: x + width / 2, textAnchor: 'middle' } as const);
}

function titleOfPart(gate: InsideGate, part: FlowPart): string {
  if (isGated(gate)) return words.parts[part];
  if (part === 'logits') return '';
  return part === 'weights' ? words.fixed : words.parts[part];
}

// More lines than these would blur.
const MOST_INPUTS = 64;

/** The largest of too many, in their order. */
function largestOf(values: readonly number[]): readonly number[] {
  const limit = values.map(Math.abs).toSorted((a, b) => b - a)[MOST_INPUTS] ?? Number.NEGATIVE_INFINITY;
  return values.filter((value) => Math.abs(value) > limit);
}

interface BarsProps {
  readonly part: FlowPart;
  readonly name?: string;
  readonly values: readonly number[];
  readonly box: FlowBox;
  readonly range: FlowRange;
  readonly color: string;
  readonly isUpright?: boolean;
}

const MOST_SAID = 2;

function Bars({ part, name = words.parts[part], values, box, range, color, isUpright = false }: BarsProps) {
  const zero = box.x + shareOfRange(0, range) * box.width;
  const ends = values.length > MOST_SAID ? [Math.min(...values), Math.max(...values)] : values;
  const said = ends.map((value) => formatWeight(value, 3)).join(values.length > MOST_SAID ? ' … ' : ' + ');
  return (
    <g data-flow={part}>
      <title>{text.punctuation.said(name, said)}</title>
      <rect {...box} fill="var(--sunken)" rx={3} />
      <path d={barsPath(values, box, range, !isUpright)} fill={color} />
      {!isUpright && (
        <line className={pictureStyles['zero']} x1={zero} x2={zero} y1={box.y} y2={box.y + box.height} />
      )}
    </g>
  );
}

interface ExpertLineProps extends Pick<GateFlowProps, 'gate' | 'ranges'> {
  readonly mixed: MixedExpert;
  readonly name: string;
  readonly line: Pick<FlowBox, 'y' | 'height'>;
  readonly layout: FlowLayout;
  readonly outputs: FlowRange;
}

// Lines lower than this have no room for names and digits.
const NAMED_HEIGHT = 28;

function ExpertLine({ gate, ranges, mixed, name, line, layout: { columns }, outputs }: ExpertLineProps) {
  const { inputs, logits, weights } = columns;
  const color = ownerColor(mixed.owner);
  const isNamed = line.height >= NAMED_HEIGHT;
  const strip = { y: line.y + 3, height: line.height - 6 };
  const bar = isNamed
    ? { y: strip.y + LINE_HEIGHT, height: Math.min(18, strip.height - LINE_HEIGHT) }
    : strip;
  const middle = bar.y + bar.height / 2;
  const [start, bend] = [inputs.x + inputs.width + 2, (inputs.x + inputs.width + logits.x) / 2];
  const own = mixed.gate ?? mixed.native ?? Number.NaN;
  const more = { name, color };
  return (
    <g>
      {mixed.logit !== null && (
        <>
          <path
            d={`M${start} ${middle}C${bend} ${middle} ${bend} ${middle} ${logits.x - 3} ${middle}`}
            fill="none"
            stroke={color}
            strokeOpacity={0.6}
          />
          <Bars
            part="logits"
            {...more}
            values={[mixed.logit]}
            box={{ ...logits, ...bar }}
            range={ranges.logits}
          />
        </>
      )}
      <Bars
        part="weights"
        {...more}
        values={mixesOwn(gate) ? [mixed.gate ?? 0, mixed.native ?? 0] : [own]}
        box={{ ...weights, ...bar }}
        range={ranges.weights}
      />
      {isNamed && (
        <>
          <text x={logits.x} y={strip.y + 10} className={pictureStyles['strong']}>
            {fittedName(name, weights.x - logits.x + 4, { isBold: true })}
          </text>
          <text x={weights.x + weights.width} y={strip.y + 10} textAnchor="end">
            {formatWeight(own)}
          </text>
        </>
      )}
      <Bars
        part="outputs"
        {...more}
        values={mixed.output}
        box={{ ...columns.outputs, ...strip }}
        range={outputs}
        isUpright
      />
    </g>
  );
}

// Thickness of a ribbon where it leaves its expert, as a share of that where it enters the mix.
const NARROW_END = 0.3;

function Ribbons({
  gate: { experts },
  layout: { columns, lineOf },
}: {
  readonly gate: InsideGate;
  readonly layout: FlowLayout;
}) {
  const { outputs, mixed } = columns;
  const all = experts.flatMap(({ expert, owner, gate, native }, place) =>
    [gate, native].flatMap((weight, kind) =>
      weight ? [{ id: `${expert} ${kind}`, owner, place, weight, kind }] : [],
    ),
  );
  const total = all.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  let y = mixed.y;
  return all.map(({ id, owner, place, weight, kind }) => {
    const height = (Math.abs(weight) / total) * mixed.height;
    const line = lineOf(place);
    const end = Math.min(line.height / 2, height * NARROW_END);
    const from = { x: outputs.x + outputs.width + 1, y: line.y + (line.height - end) / 2, height: end };
    const d = ribbonPath(from, { x: mixed.x - 1, y, height });
    y += height;
    const color = ownerColor(owner);
    const look =
      weight < 0
        ? { fill: 'none', stroke: color, strokeDasharray: '4 3' }
        : { fill: color, fillOpacity: kind === 0 ? 0.5 : 0.25 };
    return <path key={id} d={d} data-ribbon={id} {...look} />;
  });
}

interface TowerProps {
  readonly gate: InsideGate;
  readonly answer: RowAnswer;
  readonly layout: FlowLayout;
  readonly color: string;
  /** False: further levels stand between. */
  readonly isNext: boolean;
}

// Standard deviations of a target that the scale reaches.
const REGRESSION_REACH = 3;
const NUM_WORDS = 3;

const answerWords = ({ prediction, target, isTruth }: RowAnswer) => {
  const answered = [words.parts.answer, prediction] as const;
  const expected = [isTruth ? words.truth : words.label, target] as const;
  return Number.isNaN(target)
    ? [answered]
    : [answered, expected, [words.error, prediction - target] as const];
};

/** The tower, and its answer on a scale with what it should be. */
function Tower({ gate, answer: rowAnswer, layout, color, isNext }: TowerProps) {
  const { kind, prediction, target } = rowAnswer;
  const { mixed, tower, answer } = layout.columns;
  const room = mixed.height - NUM_WORDS * LINE_HEIGHT;
  const middle = FLOW_TOP + room / 2;
  const range: FlowRange = kind === 'binary' ? [0, 1] : [-REGRESSION_REACH, REGRESSION_REACH];
  const yOf = (value: number) => FLOW_TOP + room * (1 - shareOfRange(value, range));
  const x = answer.x + answer.width / 2;
  const half = room * 0.3;
  const hidden = gate.tower.at(-1);
  const isKnown = !Number.isNaN(target);
  return (
    <g stroke={color}>
      <path
        d={`M${mixed.x + mixed.width + 2} ${middle}H${tower.x - 2}`}
        strokeDasharray={isNext ? undefined : '2 3'}
      />
      <path d={`M${tower.x + tower.width + 2} ${middle}H${answer.x - 2}`} />
      <path
        d={`M${tower.x} ${middle - half}l${tower.width} 12v${2 * half - 24}l${-tower.width} 12z`}
        fill={color}
        fillOpacity={0.18}
        strokeWidth={1.5}
      />
      {hidden && (
        <path
          d={barsPath(
            hidden,
            { x: tower.x + 4, width: tower.width - 8, y: middle - half + 14, height: 2 * half - 28 },
            rangeOf(hidden, 0.5),
            true,
          )}
          fill={color}
          stroke="none"
        />
      )}
      <path className={pictureStyles['zero']} d={`M${x} ${FLOW_TOP}v${room}M${x - 4} ${yOf(0)}h8`} />
      {isKnown && <path d={`M${x} ${yOf(target)}V${yOf(prediction)}`} stroke="var(--bad)" strokeWidth={4} />}
      {isKnown && (
        <circle cx={x} cy={yOf(target)} r={5} fill="var(--surface)" stroke="var(--ink)" strokeWidth={1.5} />
      )}
      <circle cx={x} cy={yOf(prediction)} r={4} fill={color} stroke="none" />
      {answerWords(rowAnswer).map(([name, value], line) => (
        <text
          key={name}
          x={layout.width}
          y={FLOW_TOP + room + (line + 1) * LINE_HEIGHT - 2}
          textAnchor="end"
          stroke="none"
          className={line === 0 ? pictureStyles['strong'] : undefined}
        >
          {`${name} ${predictionText(value, kind)}`}
        </text>
      ))}
    </g>
  );
}
