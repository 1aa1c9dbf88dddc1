/** Thins points of lines and keeps their shape: largest triangle, three buckets at a time (Steinarsson 2013). */
import { mean } from '../../../src/core/lists.ts';

function triangle(steps: readonly number[], line: Float64Array, a: number, b: number, end: Mean): number {
  const [xa, ya] = [steps[a] ?? 0, line[a] ?? Number.NaN];
  const [xb, yb] = [steps[b] ?? 0, line[b] ?? Number.NaN];
  const area = Math.abs((xb - xa) * (end.y - ya) - (end.x - xa) * (yb - ya));
  return Number.isFinite(area) ? area : 0;
}

interface Mean {
  readonly x: number;
  readonly y: number;
}

function bucketMean(steps: readonly number[], line: Float64Array, from: number, to: number): Mean {
  const finite = Array.from(line.subarray(from, to)).filter(Number.isFinite);
  return { x: mean(steps.slice(from, to)), y: mean(finite) };
}

/** Indices of the rows to keep, at most `maxPoints`, including both ends. */
export function thinned(
  steps: readonly number[],
  lines: readonly Float64Array[],
  maxPoints: number,
): readonly number[] {
  const numRows = steps.length;
  if (numRows <= maxPoints) return steps.map((_, at) => at);
  const edge = (bucket: number) => 1 + Math.floor((bucket * (numRows - 2)) / (maxPoints - 2));
  const kept = [0];
  for (let bucket = 0; bucket < maxPoints - 2; bucket++) {
    const [from, to] = [edge(bucket), edge(bucket + 1)];
    const end = Math.min(numRows, bucket === maxPoints - 3 ? numRows : edge(bucket + 2));
    const ends = lines.map((line) => bucketMean(steps, line, to, end));
    const before = kept.at(-1) ?? 0;
    let best = from;
    let bestArea = -1;
    for (let at = from; at < to; at++) {
      const areas = lines.map((line, s) => triangle(steps, line, before, at, ends[s] ?? { x: 0, y: 0 }));
      const area = areas.reduce((sum, one) => sum + one, 0);
      if (area > bestArea) [best, bestArea] = [at, area];
    }
    kept.push(best);
  }
  return [...kept, numRows - 1];
}
