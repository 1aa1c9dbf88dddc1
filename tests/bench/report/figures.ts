/** What it comes to: ratios, and how they compare with what is aimed at. Pure. */
import type { BenchBackend, ImplementationId } from '../contenders/contender.ts';
import { manyRepetitions } from '../plan.ts';
import type { SizeName } from '../sizes.ts';
import type { AnswerTiming, ArchitectureRow, Peak, PreviewRow, ResultRow, ScalingRow } from './report.ts';

export interface BenchFigure {
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

/** What was measured. */
export interface Measured {
  readonly results: readonly ResultRow[];
  readonly scaling: readonly ScalingRow[];
  readonly architectures: readonly ArchitectureRow[];
  readonly answer: readonly AnswerTiming[];
  readonly preview: PreviewRow | null;
  readonly peak: Peak;
}

/** Inspections one row up; undefined where it was not measured. */
type Find = (implementation: ImplementationId, repetitions?: number) => ResultRow | undefined;

/** Of each network and backend that was measured. */
export function figuresOf({
  results,
  scaling,
  architectures,
  answer,
  preview,
  peak,
}: Measured): BenchFigure[] {
  const isOn = (backend: BenchBackend) => (row: { readonly backend: BenchBackend }) =>
    row.backend === backend;
  const figuresOfSteps = (backend: BenchBackend, config: SizeName, make: (find: Find) => BenchFigure[]) => {
    const rows = results.filter(isOn(backend)).filter((row) => row.config === config);
    const find: Find = (implementation, repetitions = 1) =>
      rows.find((row) => row.implementation === implementation && row.repetitions === repetitions);
    return rows.length === 0 ? [] : make(find);
  };
  return [
    ...figuresOfSteps('wasm', 'reference', (find) => referenceFigures(find, peak)),
    ...figuresOfSteps('wasm', 'small', smallFigures),
    ...figuresOfSteps('wasm', 'large', (find) => [shareOfPeak('large: ', find, peak, 80)]),
    ...architectureFigures(architectures.filter(isOn('wasm'))),
    ...answerFigures(answer),
    ...(preview === null ? [] : [figure('wasm', 'preview', preview.ms, 'ms', 'max', 150)]),
    ...figuresOfSteps('webgpu', 'reference', (find) => webgpuFigures(find, scaling.filter(isOn('webgpu')))),
  ];
}

function referenceFigures(find: Find, peak: Peak): BenchFigure[] {
  const one = find('playground');
  return [
    ...rivalFigures('wasm', '', find, { tfjs: 20, jax: 10 }),
    shareOfPeak('', find, peak, 70),
    figure('wasm', 'JavaScript per step', one?.jsMsPerStep ?? null, 'ms', 'max', 0.02),
    timeOfMany('', find),
  ];
}

function smallFigures(find: Find): BenchFigure[] {
  const one = find('playground');
  const share = ratio(one && 100 * one.jsMsPerStep, one?.msPerStep);
  return [
    ...rivalFigures('wasm', 'small: ', find, { tfjs: 25, jax: 80 }),
    figure('wasm', 'small: JavaScript of the step', share, '%', 'max', 15),
    timeOfMany('small: ', find),
  ];
}

function rivalFigures(
  backend: BenchBackend,
  of: string,
  find: Find,
  { tfjs, jax }: { readonly tfjs: number; readonly jax: number },
): BenchFigure[] {
  const speedup = (rival: ImplementationId) => ratio(find(rival)?.msPerStep, find('playground')?.msPerStep);
  return [
    figure(backend, `${of}faster than TensorFlow.js`, speedup('tfjs-layers'), 'x', 'min', tfjs),
    figure(backend, `${of}faster than jax-js`, speedup('jax-js'), 'x', 'min', jax),
  ];
}

function shareOfPeak(of: string, find: Find, peak: Peak, bar: number): BenchFigure {
  const one = find('playground');
  const share = one === undefined ? null : (100 * one.gflops) / peak.gflops;
  return figure('wasm', `${of}share of the peak (${peak.of})`, share, '%', 'min', bar);
}

function timeOfMany(of: string, find: Find): BenchFigure {
  const [one, many] = [find('playground'), find('playground', manyRepetitions)];
  const times = ratio(many?.msPerStep, one?.msPerStep);
  return figure('wasm', `${of}time of ${manyRepetitions} repetitions`, times, 'x', 'max', 5);
}

function architectureFigures(rows: readonly ArchitectureRow[]): BenchFigure[] {
  const slowness = rows.flatMap((row) => row.slowness ?? []);
  if (slowness.length === 0) return [];
  const name = 'slowest architecture, time per multiply-add of AdaTT-sp';
  return [figure('wasm', name, Math.max(...slowness), 'x', 'max', 2)];
}

function answerFigures(rows: readonly AnswerTiming[]): BenchFigure[] {
  return rows.flatMap((row) => {
    const alone = rows.find(({ preset, cores }) => preset === row.preset && cores === 1);
    if (row.cores === 1 || alone === undefined) return [];
    const name = `answer ${row.preset} on ${row.cores} cores`;
    return [
      figure('wasm', `${name}, faster than on one`, alone.seconds / row.seconds, 'x', 'min', 1.8),
      figure('wasm', `${name}, efficiency`, 100 * row.efficiency, '%', 'min', 35),
    ];
  });
}

function webgpuFigures(find: Find, scaling: readonly ScalingRow[]): BenchFigure[] {
  const one = find('playground');
  // Another level is another set of tensors; nothing else may add a dispatch.
  const dispatches = scaling.flatMap((row) => (row.parameter === 'levels' ? [] : row.dispatchesPerStep));
  const spread = dispatches.length === 0 ? null : Math.max(...dispatches) - Math.min(...dispatches);
  return [
    ...rivalFigures('webgpu', '', find, { tfjs: 80, jax: 2.5 }),
    figure('webgpu', 'dispatches per step', one?.dispatchesPerStep ?? null, '', 'max', 48),
    figure('webgpu', 'spread of dispatches over T, m, batch, repetitions', spread, '', 'max', 0),
    figure('webgpu', 'JavaScript per step', one?.jsMsPerStep ?? null, 'ms', 'max', 0.2),
  ];
}

function figure(
  backend: BenchBackend,
  name: string,
  measured: number | null,
  unit: BenchFigure['unit'],
  aim: BenchFigure['aim'],
  bar: number,
): BenchFigure {
  const isMet = measured === null ? null : aim === 'min' ? measured >= bar : measured <= bar;
  return { backend, figure: name, measured, unit, aim, bar, isMet };
}

function ratio(a: number | undefined, b: number | undefined): number | null {
  return a === undefined || b === undefined ? null : a / b;
}
