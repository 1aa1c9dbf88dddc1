import { expect, it } from 'vitest';
import { parseArguments } from '../../bench/arguments.ts';
import { planOf } from '../../bench/plan.ts';

it('measures everything by default', () => {
  expect(parseArguments([])).toEqual({
    json: false,
    backends: ['wasm', 'webgpu'],
    configs: ['reference', 'small', 'large'],
    parts: ['steps', 'answer', 'preview', 'architectures', 'scaling', 'curve'],
  });
});

it('can be narrowed down', () => {
  const parsed = parseArguments(['--json', '--backend', 'wasm', '--config', 'small']);
  expect(parsed).toEqual({ json: true, backends: ['wasm'], configs: ['small'], parts: ['steps'] });
  if (typeof parsed === 'string') throw new Error('These arguments make sense.');
  expect(planOf(parsed).every(({ job }) => job.backend === 'wasm')).toBe(true);
  expect(planOf(parsed).every(({ kind }) => kind === 'result')).toBe(true);
});

it('measures one part alone', () => {
  const parsed = parseArguments(['--part', 'answer']);
  if (typeof parsed === 'string') throw new Error('These arguments make sense.');
  expect(planOf(parsed).map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => 'answer'));
});

it.each([['--backend'], ['--backend', 'cpu'], ['--config', 'huge'], ['--part', 'none'], ['--fast']])(
  'explains itself: %s %s',
  (...argv) => {
    expect(parseArguments(argv)).toContain('npm run bench');
  },
);
