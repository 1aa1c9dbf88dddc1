import { expect, it } from 'vitest';
import { parseBenchArguments } from '../../bench/arguments.ts';
import { benchPlanOf } from '../../bench/plan.ts';

it('measures everything by default', () => {
  expect(parseBenchArguments([])).toEqual({
    json: false,
    backends: ['wasm', 'webgpu'],
    configs: ['reference', 'small', 'large'],
    parts: ['steps', 'answer', 'preview', 'architectures', 'curve'],
  });
});

it('can be narrowed down', () => {
  const parsed = parseBenchArguments(['--json', '--backend', 'wasm', '--config', 'small']);
  expect(parsed).toEqual({ json: true, backends: ['wasm'], configs: ['small'], parts: ['steps'] });
  if (typeof parsed === 'string') throw new Error('These arguments make sense.');
  expect(benchPlanOf(parsed).every(({ job }) => job.backend === 'wasm')).toBe(true);
  expect(benchPlanOf(parsed).every(({ kind }) => kind === 'result')).toBe(true);
});

it('measures one part alone', () => {
  const parsed = parseBenchArguments(['--part', 'answer']);
  if (typeof parsed === 'string') throw new Error('These arguments make sense.');
  expect(benchPlanOf(parsed).map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => 'answer'));
});

it.each([['--backend'], ['--backend', 'cpu'], ['--config', 'huge'], ['--part', 'none'], ['--fast']])(
  'explains itself: %s %s',
  (...argv) => {
    expect(parseBenchArguments(argv)).toContain('npm run bench');
  },
);
