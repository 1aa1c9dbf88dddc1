/** Words the GPU check: a line per part, a verdict, and a text to paste. */

import { thisRelease } from '../../../../src/experiment/link/release.ts';
import { formatCount } from '../../../../src/text/format.ts';
import { text } from '../../../../src/text/text.ts';
import type { CheckedGpu, GpuCheckPart, GpuCheckResult } from './results.ts';
import { words } from './words.ts';

const small = (value = 0): string => (value === 0 ? '0' : value.toExponential(1));
const inSeconds = (ms = 0): string => (ms / 1000).toFixed(1);

function gpuFindingOf({ part, checked, problems, figures, table, outcome }: GpuCheckResult): string {
  const measures = checked === 0 ? undefined : figuresTexts[part]?.(figures);
  const parts = [
    ...(checked > 0 && outcome !== 'measured' ? [words.comparisons(checked)] : []),
    ...(measures === undefined ? [] : [measures]),
    ...table.map(([asked, got]) => words.labelled(asked, got)),
    ...problems,
  ];
  return parts.join(words.between);
}

type FiguresText = (figures: GpuCheckResult['figures']) => string;

const trainingText: FiguresText = ({ steps = 0, firstStep, lastStep }) =>
  words.training(formatCount(steps), small(firstStep), small(lastStep));

const figuresTexts: Readonly<Partial<Record<GpuCheckPart, FiguresText>>> = {
  numbers: ({ expUlp = 0, logUlp = 0 }) => words.numbers(expUlp.toFixed(1), logUlp.toFixed(1)),
  kernels: ({ worst, gpuError, wasmError }) =>
    words.kernels(small(worst), gpuError === undefined ? null : small(gpuError), small(wasmError)),
  vectors: ({ worst }) => words.vectors(small(worst)),
  training: trainingText,
  largest: trainingText,
  pipelines: ({ totalMs, slowestMs }) => words.pipelines(inSeconds(totalMs), inSeconds(slowestMs)),
  loss: ({ heardMs = 0 }) => words.loss(heardMs.toFixed(0)),
};

export function gpuVerdictOf(results: readonly GpuCheckResult[]): string {
  const wrong = results.filter(({ outcome }) => outcome === 'wrong');
  if (wrong.length > 0) return words.wrong(wrong.map(({ part }) => words.names[part]));
  const compared = results.filter(({ outcome }) => outcome === 'right');
  if (compared.length === 0) return words.nothing;
  const skipped = results.filter(({ outcome }) => outcome === 'skipped');
  return words.right(
    formatCount(compared.reduce((sum, { checked }) => sum + checked, 0)),
    skipped.map(({ part }) => words.names[part]),
  );
}

export function gpuReportOf(
  gpu: CheckedGpu | null,
  results: readonly GpuCheckResult[],
  where: string,
  failure: string | null,
): string {
  const { vendor, architecture, device, description, limits } = gpu ?? { limits: {} };
  const named = [vendor, architecture, device, description].filter(Boolean).join(', ');
  const shownLimits = Object.entries(limits)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const lines = results.map(
    (result) =>
      `${words.outcomes[result.outcome]} | ${words.names[result.part]} | ${words.seconds(inSeconds(result.ms))} | ${gpuFindingOf(result)}`,
  );
  return [
    words.reportTitle(thisRelease),
    words.labelled(words.browser, where),
    words.labelled(words.adapter, named || text.app.ui.noValue),
    words.labelled(words.limits, shownLimits),
    ...lines,
    ...(results.length > 0 ? [gpuVerdictOf(results)] : []),
    ...(failure === null ? [] : [words.stopped(failure)]),
  ].join('\n');
}
