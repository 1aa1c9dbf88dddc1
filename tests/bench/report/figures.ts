/** What it comes to: ratios, and how they compare with what is aimed at. Pure. */
import type { BenchBackend, ImplementationId } from '../contenders/contender.ts';
import { manyRepetitions } from '../plan.ts';
import type { Peak, ResultRow, ScalingRow } from './report.ts';

export interface Figure {
  readonly backend: BenchBackend;
  readonly figure: string;
  /** Null where a part of it was not measured. */
  readonly measured: number | null;
  readonly unit: '' | 'x' | '%' | 'ms';
  /** What is aimed at: at least, or at most, `bar`. */
  readonly aim: 'min' | 'max';
  readonly bar: number;
  readonly isMet: boolean | null;
}

/** Looks one row up; undefined where it was not measured. */
type Find = (implementation: ImplementationId, repetitions?: number) => ResultRow | undefined;

/** Of the reference, on each backend that was measured. */
export function figuresOf(
  results: readonly ResultRow[],
  scaling: readonly ScalingRow[],
  peak: Peak,
): Figure[] {
  const reference = results.filter(({ config }) => config === 'reference');
  const on = (backend: BenchBackend): Find => {
    const rows = reference.filter((row) => row.backend === backend);
    return (implementation, repetitions = 1) =>
      rows.find((row) => row.implementation === implementation && row.repetitions === repetitions);
  };
  const measured = new Set(reference.map(({ backend }) => backend));
  const figures = [
    ...wasmFigures(on('wasm'), peak),
    ...webgpuFigures(
      on('webgpu'),
      scaling.filter(({ backend }) => backend === 'webgpu'),
    ),
  ];
  return figures.filter(({ backend }) => measured.has(backend));
}

function wasmFigures(find: Find, peak: Peak): Figure[] {
  const [one, many] = [find('playground'), find('playground', manyRepetitions)];
  const share = one === undefined ? null : (100 * one.gflops) / peak.gflops;
  const calls = ratio(many?.dispatchesPerStep, one?.dispatchesPerStep);
  return [
    figure(
      'wasm',
      'faster than TensorFlow.js',
      ratio(find('tfjs-layers')?.msPerStep, one?.msPerStep),
      'x',
      'min',
      12,
    ),
    figure('wasm', 'faster than jax-js', ratio(find('jax-js')?.msPerStep, one?.msPerStep), 'x', 'min', 4),
    figure('wasm', `share of the peak (${peak.of})`, share, '%', 'min', 50),
    figure(
      'wasm',
      `time of ${manyRepetitions} repetitions`,
      ratio(many?.msPerStep, one?.msPerStep),
      'x',
      'max',
      5.2,
    ),
    figure('wasm', `kernel calls of ${manyRepetitions} repetitions`, calls, 'x', 'max', 1),
  ];
}

function webgpuFigures(find: Find, scaling: readonly ScalingRow[]): Figure[] {
  const one = find('playground');
  // Another level is another set of tensors; nothing else may add a dispatch.
  const dispatches = scaling.flatMap((row) => (row.parameter === 'levels' ? [] : row.dispatchesPerStep));
  const spread = dispatches.length === 0 ? null : Math.max(...dispatches) - Math.min(...dispatches);
  const speed = ratio(find('tfjs-layers')?.msPerStep, one?.msPerStep);
  return [
    figure('webgpu', 'faster than TensorFlow.js', speed, 'x', 'min', 40),
    figure('webgpu', 'dispatches per step', one?.dispatchesPerStep ?? null, '', 'max', 48),
    figure('webgpu', 'spread of dispatches over T, m, batch, repetitions', spread, '', 'max', 0),
    figure('webgpu', 'JavaScript per step', one?.jsMsPerStep ?? null, 'ms', 'max', 0.2),
  ];
}

function figure(
  backend: BenchBackend,
  name: string,
  measured: number | null,
  unit: Figure['unit'],
  aim: Figure['aim'],
  bar: number,
): Figure {
  const isMet = measured === null ? null : aim === 'min' ? measured >= bar : measured <= bar;
  return { backend, figure: name, measured, unit, aim, bar, isMet };
}

function ratio(a: number | undefined, b: number | undefined): number | null {
  return a === undefined || b === undefined ? null : a / b;
}
