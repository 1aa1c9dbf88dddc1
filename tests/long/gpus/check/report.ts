/** The report of the check: the GPU, a line per part, and a verdict. */
import type { CheckedGpu, GpuCheckOutcome, GpuCheckResult } from './results.ts';

const lineOf = ({ part, outcome, ms, checked, figures, table, problems }: GpuCheckResult): string => {
  const found = [
    `${checked} comparisons`,
    ...Object.entries(figures).map(([name, value]) => `${name} ${Number(value.toPrecision(2))}`),
    ...table.map(([asked, got]) => `${asked}: ${got}`),
    ...problems,
  ];
  return `${outcome} | ${part} | ${(ms / 1000).toFixed(1)} s | ${found.join('; ')}`;
};

function verdictOf(results: readonly GpuCheckResult[], failure: string | null): string {
  const partsThat = (outcome: GpuCheckOutcome) =>
    results.filter((result) => result.outcome === outcome).map(({ part }) => part);
  const wrong = partsThat('wrong');
  if (wrong.length > 0) return `This GPU computes wrongly: ${wrong.join(', ')}.`;
  if (failure !== null) return `The check has ended early: ${failure}`;
  if (partsThat('right').length === 0) return 'Nothing could be checked.';
  const skipped = partsThat('skipped');
  return `This GPU computes right.${skipped.length > 0 ? ` Not checked: ${skipped.join(', ')}.` : ''}`;
}

export function gpuReportOf(
  gpu: CheckedGpu | null,
  results: readonly GpuCheckResult[],
  where: string,
  failure: string | null,
): string {
  return [`${where}: ${JSON.stringify(gpu)}`, ...results.map(lineOf), verdictOf(results, failure)].join('\n');
}
