import { describe, expect, it } from 'vitest';
import { gpuReportOf, gpuVerdictOf } from '../../long/gpus/check/report.ts';
import type { GpuCheckPart, GpuCheckResult } from '../../long/gpus/check/results.ts';

const resultOf = (part: GpuCheckPart, some: Partial<GpuCheckResult> = {}): GpuCheckResult => ({
  part,
  outcome: 'right',
  ms: 1500,
  checked: 3,
  problems: [],
  figures: {},
  table: [],
  ...some,
});

describe('the report of a GPU', () => {
  it('is right only where nothing is wrong, and names what was not checked', () => {
    const alone = resultOf('alone');
    expect(gpuVerdictOf([alone, alone])).toBe('This GPU computes right, in all 6 comparisons.');
    const skipped = resultOf('largest', { outcome: 'skipped', checked: 0, problems: ['It is too large.'] });
    expect(gpuVerdictOf([alone, skipped])).toContain('Not checked: Large batches');
    expect(gpuVerdictOf([skipped])).toBe('Nothing could be checked.');
    const wrong = resultOf('chain', { outcome: 'wrong', problems: ['row 0'] });
    expect(gpuVerdictOf([alone, wrong])).toBe(
      'This GPU computes wrongly: A chain of 10,000 dependent stages.',
    );
  });

  it('has a line per part, with its problems and figures, and says why it ended', () => {
    const gpu = {
      vendor: 'acme',
      architecture: '',
      device: '',
      description: 'A GPU',
      limits: { maxBufferSize: 8 },
    };
    const report = gpuReportOf(
      gpu,
      [
        resultOf('numbers', {
          outcome: 'differs',
          problems: ['exp'],
          table: [['inf - inf', '0 (IEEE 754: NaN)']],
        }),
        resultOf('training', { figures: { steps: 1000, firstStep: 1e-9, lastStep: 2e-4 } }),
        resultOf('chain', { outcome: 'wrong', problems: ['row 0'] }),
      ],
      'a browser',
      'gone',
    );
    expect(report.split('\n').slice(1)).toEqual([
      'Browser: a browser',
      'Adapter: acme, A GPU',
      'Limits: maxBufferSize 8',
      'differs, allowed | Infinity, NaN, exp and log | 1.5 s | 3 comparisons; exp within 0.0 ulp, log within 0.0; the program decides nothing by such numbers; inf - inf: 0 (IEEE 754: NaN); exp',
      'right | Training beside WebAssembly | 1.5 s | 3 comparisons; losses 1.0e-9 apart after one step, 2.0e-4 after 1,000: rounding, which training makes larger',
      'wrong | A chain of 10,000 dependent stages | 1.5 s | 3 comparisons; row 0',
      'This GPU computes wrongly: A chain of 10,000 dependent stages.',
      'The check has ended early: gone',
    ]);
  });
});
