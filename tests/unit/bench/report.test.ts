import { describe, expect, it } from 'vitest';
import { speedCurvePoints } from '../../../src/experiment/derived/measuredNetworks.ts';
import { architectures } from '../../../src/models/architectures.ts';
import type { ImplementationId } from '../../bench/contenders/contender.ts';
import type { AnswerResult, PreviewTiming, StepResult } from '../../bench/job.ts';
import type { BenchMachine } from '../../bench/machine.ts';
import { operationsOfPreset } from '../../bench/operationCount.ts';
import { benchPlanOf, type Planned, parts } from '../../bench/plan.ts';
import { benchReportOf, type Done, labelOf } from '../../bench/report/report.ts';
import { tablesOf } from '../../bench/report/tables.ts';

const machine: BenchMachine = {
  cpu: 'Abacus',
  cores: 1,
  memoryGB: 1,
  platform: 'desk',
  node: 'v20',
  chromium: null,
  gpuAdapter: null,
  wasmKernels: 'simd',
  loadBefore: 0,
};

const peaks = [
  { kind: 'peak', gflops: 30, relaxedGflops: null },
  { kind: 'peak', gflops: 40, relaxedGflops: 60 },
] as const;

const plan = benchPlanOf({ backends: ['wasm', 'webgpu'], configs: ['reference', 'small', 'large'], parts });

const msOf: Readonly<Record<ImplementationId, number>> = { playground: 2, 'tfjs-layers': 40 };

function stepResult(implementation: ImplementationId, repetitions: number): StepResult {
  return {
    kind: 'step',
    losses: [1, 0.9],
    msPerStep: msOf[implementation] * repetitions,
    jsMsPerStep: 0.1,
    dispatchesPerStep: 45,
    bytes: 1e6,
    processorShare: 1,
    numBatches: 5,
    fallBacks: [],
    kernelBuild: null,
    adapter: null,
  };
}

/** Two threads are 1.6 times as fast as one. */
function answerResult(numThreads: number): AnswerResult {
  const seconds = numThreads === 1 ? 8 : 5;
  const parts = { stepsSeconds: seconds / 2, evalSeconds: seconds / 4, setUpSeconds: 1 };
  return { kind: 'answer', seconds, ...parts, numThreads, processorShare: numThreads };
}

const previewResult: PreviewTiming = {
  kind: 'preview',
  ms: 120,
  steps: 300,
  cards: 2,
  numThreads: 2,
  processorShare: 2,
};

/** Everything went as in `msOf`, but for what `change` says. */
function doneWith(change: (planned: Planned) => Done['result'] | null = () => null): Done[] {
  return plan.map((planned) => {
    const { job } = planned;
    const usual =
      job.kind === 'step'
        ? stepResult(job.implementation, job.repetitions)
        : job.kind === 'preview'
          ? previewResult
          : answerResult(job.cores);
    return { planned, result: change(planned) ?? usual };
  });
}

const failing = (label: string, result: Done['result']) =>
  benchReportOf(
    doneWith((planned) => (labelOf(planned) === label ? result : null)),
    peaks,
    machine,
  );

describe('the report', () => {
  const report = benchReportOf(doneWith(), peaks, machine);

  it('has a row per network, backend and implementation, and one with repetitions', () => {
    const rows = report.results.filter(({ config, backend }) => config === 'reference' && backend === 'wasm');
    expect(rows.map(({ implementation, repetitions }) => [implementation, repetitions])).toEqual([
      ['playground', 1],
      ['tfjs-layers', 1],
      ['playground', 5],
    ]);
    expect(report.results.map(({ config }) => config)).toContain('large');
  });

  it('counts arithmetic of all repetitions', () => {
    const [one, , five] = report.results;
    expect(one?.gflops).toBeCloseTo(27.2, 0);
    expect(five?.gflops).toBeCloseTo(one?.gflops ?? 0, 9);
  });

  it('takes the machine at its best as the peak', () => {
    expect([report.peakGflops, report.relaxedPeakGflops]).toEqual([40, 60]);
  });

  it('compares relaxed kernels with the peak of relaxed multiply-add, and says so', () => {
    const relaxed = benchReportOf(doneWith(), peaks, { ...machine, wasmKernels: 'relaxed-simd' });
    expect(relaxed.comparedPeak).toEqual({ of: 'relaxed multiply-add', gflops: 60 });
    expect(report.comparedPeak).toEqual({ of: 'multiply, then add', gflops: 40 });
    expect(tablesOf(relaxed)).toContain('shares are of relaxed multiply-add');
    expect(tablesOf(relaxed)).toMatch(/reference +wasm +playground +1 .* 27\.\d +45 /);
  });

  it('has time per multiply-add of every architecture, in that of AdaTT-sp', () => {
    const slow = failing('wasm ple', { ...stepResult('playground', 1), msPerStep: 8 });
    const slownessOf = (id: string) =>
      slow.architectures.find(({ backend, architecture }) => backend === 'wasm' && architecture === id)
        ?.slowness;
    expect(slow.architectures).toHaveLength(2 * architectures.length);
    expect(slownessOf('adattSp')).toBe(1);
    // Four times the time, for 1.6 % more multiply-adds.
    expect(slownessOf('ple')).toBeCloseTo(4 / 1.016, 2);
  });

  it('has whole trainings, with their share of the peak on the cores that trained', () => {
    const [alone, two] = report.answer;
    expect(alone).toMatchObject({ preset: 'looselyRelated', cores: 1, seconds: 8, evalSeconds: 2 });
    expect(two).toMatchObject({ preset: 'looselyRelated', cores: 2, seconds: 5, setUpSeconds: 1 });
    expect((two?.efficiency ?? 0) / (alone?.efficiency ?? 1)).toBeCloseTo(0.8, 9);
    expect(two?.efficiency).toBeCloseTo(operationsOfPreset('looselyRelated') / (5 * 2 * 40e9), 9);
  });

  it('has a preview, or none where it was not measured', () => {
    expect(report.preview).toEqual({ ms: 120, steps: 300, cards: 2 });
    expect(tablesOf(report)).toContain('A preview\n');
    const without = failing('preview on 2', { kind: 'failed', isTooSlow: false, reason: 'It broke' });
    expect([without.preview, without.isSound]).toEqual([null, false]);
  });

  it('has the curve over width and repetitions', () => {
    const wasm = report.curve.filter(({ backend }) => backend === 'wasm');
    expect(wasm.map(({ width, repetitions }) => ({ width, repetitions }))).toEqual(speedCurvePoints);
    expect(wasm[1]).toMatchObject({ stepsPerSecond: 100 });
  });

  it('is sound when all agree', () => {
    expect(report.isSound).toBe(true);
    expect(report.results.map(({ lossDifference }) => lossDifference)).toEqual(report.results.map(() => 0));
  });

  it('is not when a rival computes something else, at any step compared', () => {
    for (const losses of [[1.01, 0.9], [1, 0.905], [Number.NaN]]) {
      const other = failing('wasm reference tfjs-layers', { ...stepResult('tfjs-layers', 1), losses });
      expect(other.isSound).toBe(false);
    }
    expect(
      failing('wasm reference tfjs-layers', { ...stepResult('tfjs-layers', 1), losses: [1.0005, 0.9] })
        .isSound,
    ).toBe(true);
  });

  it('is not when ours fails, but a rival may be skipped', () => {
    const failed = { kind: 'failed', isTooSlow: false, reason: 'no' } as const;
    expect(failing('wasm small playground', failed).isSound).toBe(false);
    const skipped = failing('webgpu reference tfjs-layers', { ...failed, isTooSlow: true });
    expect(skipped.isSound).toBe(true);
    expect(skipped.notes).toEqual(['webgpu reference tfjs-layers: skipped, no.']);
  });

  it('says aloud what fell back, what was measured once, and what was disturbed', () => {
    const fallen = {
      ...stepResult('playground', 1),
      fallBacks: ['AdamStep'],
      numBatches: 1,
      processorShare: 0.4,
    };
    expect(failing('wasm large playground', fallen).notes).toEqual([
      'wasm large playground: measured once, on its first step.',
      'wasm large playground: falls back to stock operations in AdamStep.',
      'wasm large playground: had only 40 % of a processor.',
    ]);
  });

  it('fits into tables', () => {
    const tables = tablesOf(report);
    expect(tables).toContain('Abacus');
    expect(tables).toMatch(/reference\s+wasm\s+tfjs-layers\s+1\s+40\.0/);
    expect(tables).toMatch(/ple\s+webgpu\s+2\.00\s+0\.100\s+45\s+\d+\.\d+\s+\d\.\d+\s+nothing/);
    expect(tables).toMatch(/groups\s+2\s+5\.00\s+2\.50\s+1\.25\s+1\.00/);
    expect(tables).toMatch(/128\s+wasm\s+5\s+100\s+10\.0/);
  });
});
