/** The plane of gains on two tasks: axes that show 0, what the corners mean, and room for marks. */
import type { ReactNode } from 'react';
import { formatGain } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import pictureStyles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { fittedName } from '../base/textWidth.ts';
import { type GainAxis, gainAxis } from '../base/ticks.ts';
import { useWidth } from '../base/useWidth.ts';

const words = text.verdict.seesaw;

/** Gains as shares: 0.1 for a loss 10 % lower. */
export interface GainPoint {
  readonly x: number;
  readonly y: number;
}

export interface PlaneAxes {
  readonly x: GainAxis;
  readonly y: GainAxis;
}

interface GainPlaneProps {
  readonly points: readonly GainPoint[];
  readonly tasks: readonly [x: string, y: string];
  readonly name: string;
  readonly nothing: string;
  readonly children: (axes: PlaneAxes) => ReactNode;
}

const HEIGHT = 320;
const LEFT = 66;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 40;
// Words in a corner must not stand in another quadrant.
const CORNER_SIZE = { width: 90, height: 20 };
const AXIS_END_WORDS_WIDTH = 110;
const PIXELS_PER_X_TICK = 80;
const PIXELS_PER_Y_TICK = 50;

export function GainPlane({ points, tasks, name, nothing, children }: GainPlaneProps) {
  const [ref, width] = useWidth();
  if (points.length === 0) return <p className={pictureStyles['nothing']}>{nothing}</p>;
  const [right, bottom] = [width - RIGHT, HEIGHT - BOTTOM];
  const x = gainAxis(
    points.map((point) => point.x),
    [LEFT, right],
    Math.max(2, Math.floor((right - LEFT) / PIXELS_PER_X_TICK)),
  );
  const y = gainAxis(
    points.map((point) => point.y),
    [bottom, TOP],
    Math.floor((bottom - TOP) / PIXELS_PER_Y_TICK),
  );
  return (
    <div ref={ref}>
      <Picture width={width} height={HEIGHT} name={name}>
        <g>
          {x.ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${x.at(tick)} ${TOP}V${bottom}`} className={gridLineClassOf(tick)} />
              <text x={x.at(tick)} y={bottom + 14} textAnchor="middle">
                {formatGain(tick)}
              </text>
            </g>
          ))}
          {y.ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${LEFT} ${y.at(tick)}H${right}`} className={gridLineClassOf(tick)} />
              <text x={LEFT - 6} y={y.at(tick)} textAnchor="end" dominantBaseline="central">
                {formatGain(tick)}
              </text>
            </g>
          ))}
          <text x={(LEFT + right) / 2} y={HEIGHT - 8} textAnchor="middle" className={pictureStyles['name']}>
            {words.axis(fittedName(tasks[0], right - LEFT - AXIS_END_WORDS_WIDTH))}
          </text>
          <text
            transform={`translate(11 ${(TOP + bottom) / 2}) rotate(-90)`}
            textAnchor="middle"
            className={pictureStyles['name']}
          >
            {words.axis(fittedName(tasks[1], bottom - TOP - AXIS_END_WORDS_WIDTH))}
          </text>
          {right - x.at(0) > CORNER_SIZE.width && y.at(0) - TOP > CORNER_SIZE.height && (
            <text x={right - 4} y={TOP + 12} textAnchor="end">
              {words.bothBetter}
            </text>
          )}
          {x.at(0) - LEFT > CORNER_SIZE.width && bottom - y.at(0) > CORNER_SIZE.height && (
            <text x={LEFT + 4} y={bottom - 6}>
              {words.bothWorse}
            </text>
          )}
        </g>
        {children({ x, y })}
      </Picture>
    </div>
  );
}

const gridLineClassOf = (tick: number) => pictureStyles[tick === 0 ? 'zero' : 'grid'];
