/** The curve of the machine that the benchmark ran on last, as `npm run -s bench -- --json --part curve` printed it. */
import type { CurvePoint } from '../../src/experiment/plan/measuredNetworks.ts';
import written from '../recorded/machine.json?raw';

export interface RecordedPoint extends CurvePoint {
  readonly stepsPerSecond: number;
  readonly gflops: number;
}

interface Printed {
  readonly machine: { readonly cpu: string; readonly node: string };
  readonly curve: readonly RecordedPoint[];
  /** What disturbed the measurements. */
  readonly notes: readonly string[];
}

/** Nobody but the benchmark may have written it. */
export function recordedCurve(): Printed {
  return JSON.parse(written);
}
