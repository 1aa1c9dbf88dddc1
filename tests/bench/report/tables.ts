/** The report for people. Pure. */
import { alignedTable } from '../../../src/cli/command.ts';
import type {
  AnswerTiming,
  ArchitectureRow,
  BenchReport,
  CurveRow,
  PreviewRow,
  ResultRow,
} from './report.ts';

export function tablesOf(report: BenchReport): string {
  const { results, architectures, curve, answer, preview, notes, comparedPeak } = report;
  const parts: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ['Training steps', resultTable(results, comparedPeak.gflops)],
    ['Whole trainings', [answerHeader, ...answer.map(answerRow)]],
    ['A preview', [previewHeader, ...(preview === null ? [] : [previewRow(preview)])]],
    [
      'Every architecture, at the sizes of the reference',
      [architectureHeader, ...architectures.map(architectureRow)],
    ],
    ['Over width and repetitions', [curveHeader, ...curve.map(curveRow)]],
  ];
  const tables = parts
    .filter(([, rows]) => rows.length > 1)
    .map(([title, rows]) => `${title}\n\n${alignedTable(rows)}`);
  const notesPart = notes.length === 0 ? [] : [`Notes\n\n${notes.map((note) => `- ${note}\n`).join('')}`];
  return [machineText(report), ...tables, ...notesPart].join('\n');
}

function machineText({ machine, peakGflops, relaxedPeakGflops, comparedPeak }: BenchReport): string {
  const { cpu, cores, memoryGB, platform, node, chromium, gpuAdapter, wasmKernels, loadBefore } = machine;
  const relaxed =
    relaxedPeakGflops === null
      ? 'no relaxed SIMD'
      : `${relaxedPeakGflops.toFixed(1)} with relaxed multiply-add`;
  const lines = [
    `${cpu}, ${cores} cores, ${memoryGB} GB, ${platform}, Node ${node}`,
    ...(chromium === null ? [] : [`Chromium ${chromium}, WebGPU adapter: ${gpuAdapter ?? 'none'}`]),
    `Load before: ${loadBefore.toFixed(2)} (above 0, others used the machine too)`,
    `WASM kernels of ours: ${wasmKernels ?? 'none'}`,
    `Peak of one WASM thread: ${peakGflops.toFixed(1)} GFLOP/s (${relaxed}); shares are of ${comparedPeak.of}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const costHeader = ['ms/step', 'JS ms/step', 'calls', 'GFLOP/s'];

const resultHeader = [
  ...['network', 'backend', 'implementation', 'repetitions', ...costHeader, '% of peak', 'MB', 'x ours'],
  'losses off by',
];

function resultTable(results: readonly ResultRow[], peakGflops: number): string[][] {
  const oursLike = ({ config, backend, repetitions }: ResultRow) =>
    results.find(
      (row) =>
        row.implementation === 'playground' &&
        row.config === config &&
        row.backend === backend &&
        row.repetitions === repetitions,
    );
  return [resultHeader, ...results.map((row) => resultRow(row, oursLike(row), peakGflops))];
}

function resultRow(row: ResultRow, ours: ResultRow | undefined, peakGflops: number): string[] {
  const share = row.backend === 'wasm' ? ((100 * row.gflops) / peakGflops).toFixed(0) : '';
  const slower = ours === undefined || ours === row ? '' : digits(row.msPerStep / ours.msPerStep);
  return [
    ...[row.config, row.backend, row.implementation, `${row.repetitions}`, ...costCells(row)],
    ...[share, digits(row.bytes / 1e6), slower, row.lossDifference?.toExponential(1) ?? ''],
  ];
}

function costCells(row: ResultRow | ArchitectureRow): string[] {
  return [digits(row.msPerStep), digits(row.jsMsPerStep), `${row.dispatchesPerStep}`, digits(row.gflops)];
}

const architectureHeader = ['architecture', 'backend', ...costHeader, 'x time of adattSp', 'falls back in'];

function architectureRow(row: ArchitectureRow): string[] {
  const { architecture, backend, slowness, fallBacks } = row;
  return [
    ...[architecture, backend, ...costCells(row), slowness === null ? '' : digits(slowness)],
    fallBacks.length === 0 ? 'nothing' : fallBacks.join(' '),
  ];
}

const curveHeader = ['width', 'backend', 'repetitions', 'steps/s', 'ms/step', 'GFLOP/s'];

function curveRow({ width, backend, repetitions, stepsPerSecond, msPerStep, gflops }: CurveRow): string[] {
  return [`${width}`, backend, `${repetitions}`, ...[stepsPerSecond, msPerStep, gflops].map(digits)];
}

const answerHeader = ['preset', 'cores', 'seconds', 'steps', 'evaluations', 'set-up', '% of peak'];

function answerRow(row: AnswerTiming): string[] {
  const { preset, cores, seconds, stepsSeconds, evalSeconds, setUpSeconds, efficiency } = row;
  const numbers = [seconds, stepsSeconds, evalSeconds, setUpSeconds, 100 * efficiency];
  return [preset, `${cores}`, ...numbers.map(digits)];
}

const previewHeader = ['cards', 'steps', 'ms'];

function previewRow({ cards, steps, ms }: PreviewRow): string[] {
  return [`${cards}`, `${steps}`, digits(ms)];
}

/** Three significant digits, in plain notation. */
function digits(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return `${value}`;
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(decimals, 4));
}
