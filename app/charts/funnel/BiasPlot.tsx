/** Mean predicted probabilities of architectures beside the true one, for groups of rows on one axis. */
import type { Interval } from '../../../src/analysis/statistics.ts';
import { formatTick } from '../../../src/text/format.ts';
import pictureStyles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { type SeriesStyle, seriesColor } from '../base/palette.ts';
import { fittedName } from '../base/textWidth.ts';
import { linearTicks } from '../base/ticks.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';

interface BiasMark extends SeriesStyle {
  readonly predicted: Interval;
  readonly value: string;
  readonly said: string;
}

interface BiasGroup {
  readonly key: string;
  readonly label: string;
  readonly truth: number;
  readonly truthWords: string;
  /** Mean true probability given the earlier tasks; null if it equals `truth`. */
  readonly truthGivenPath: number | null;
  readonly marks: readonly BiasMark[];
}

interface BiasPlotProps extends Pick<FigureProps, 'title' | 'note' | 'unit' | 'csvRows' | 'table'> {
  readonly groups: readonly BiasGroup[];
}

const BIAS_HEAD_HEIGHT = 22;
const BIAS_ROW_HEIGHT = 20;
const GAP = 10;
const BIAS_AXIS_HEIGHT = 24;
const NAMES_WIDTH = 130;
const VALUES_WIDTH = 104;
const PIXELS_PER_TICK = 70;

export function BiasPlot({ groups, ...figure }: BiasPlotProps) {
  return (
    <Figure {...figure} exportKey={groups[0]?.marks ?? []}>
      <BiasGroups groups={groups} title={figure.title} />
    </Figure>
  );
}

function BiasGroups({ groups, title }: Pick<BiasPlotProps, 'groups' | 'title'>) {
  const [ref, width] = useWidth();
  const [left, right] = [Math.min(NAMES_WIDTH, width / 3), width - VALUES_WIDTH];
  const ends = groups.flatMap(({ truth, truthGivenPath, marks }) => [
    truth,
    truthGivenPath ?? Number.NaN,
    ...marks.flatMap(({ predicted: { mean, high } }) => [mean, high]),
  ]);
  const most = Math.max(...ends.filter(Number.isFinite), 0.01);
  const at = (chance: number) => left + ((right - left) * Math.max(chance, 0)) / most;
  const heightOf = ({ marks }: BiasGroup) => BIAS_HEAD_HEIGHT + BIAS_ROW_HEIGHT * marks.length + GAP;
  const topOf = (index: number) => groups.slice(0, index).reduce((sum, group) => sum + heightOf(group), 0);
  const bottom = topOf(groups.length);
  const ticks = linearTicks(0, most, Math.max(2, Math.floor((right - left) / PIXELS_PER_TICK)));
  return (
    <div ref={ref}>
      <Picture name={title} width={width} height={bottom + BIAS_AXIS_HEIGHT}>
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${at(tick)} ${BIAS_HEAD_HEIGHT}V${bottom}`} className={pictureStyles['grid']} />
            <text x={at(tick)} y={bottom + 16} textAnchor="middle">
              {formatTick(tick)}
            </text>
          </g>
        ))}
        {groups.map((group, index) => (
          <BiasGroupRows key={group.key} group={group} top={topOf(index)} at={at} left={left} right={right} />
        ))}
      </Picture>
    </div>
  );
}

interface BiasGroupRowsProps {
  readonly group: BiasGroup;
  readonly top: number;
  readonly at: (chance: number) => number;
  readonly left: number;
  readonly right: number;
}

function BiasGroupRows({ group, top, at, left, right }: BiasGroupRowsProps) {
  const { label, truth, truthWords, truthGivenPath, marks } = group;
  const lineAt = (chance: number) =>
    `M${at(chance)} ${top + BIAS_HEAD_HEIGHT - 2}V${top + BIAS_HEAD_HEIGHT + BIAS_ROW_HEIGHT * marks.length}`;
  return (
    <g>
      <text x={0} y={top + 14} className={pictureStyles['strong']}>
        {`${label} · ${truthWords}`}
      </text>
      {Number.isFinite(truth) && <path data-truth d={lineAt(truth)} stroke="var(--ink)" strokeWidth={2} />}
      {truthGivenPath !== null && (
        <path
          data-truth="given"
          d={lineAt(truthGivenPath)}
          stroke="var(--ink)"
          strokeWidth={2}
          strokeDasharray="3 3"
        />
      )}
      {marks.map((mark, index) => {
        const y = top + BIAS_HEAD_HEIGHT + BIAS_ROW_HEIGHT * index + BIAS_ROW_HEIGHT / 2;
        const { mean, low, high } = mark.predicted;
        return (
          <g key={mark.id} data-series={mark.color}>
            <title>{mark.said}</title>
            <text x={0} y={y + 4} className={pictureStyles['name']}>
              {fittedName(mark.name, left - 10)}
            </text>
            {Number.isFinite(low) && (
              <path d={`M${at(low)} ${y}H${at(high)}`} stroke={seriesColor(mark.color)} strokeWidth={2} />
            )}
            {Number.isFinite(mean) && <circle cx={at(mean)} cy={y} r={4} fill={seriesColor(mark.color)} />}
            <text x={right + 8} y={y + 4}>
              {mark.value}
            </text>
          </g>
        );
      })}
    </g>
  );
}
