/** Fails a test after which the console is not empty: warnings of the GPU and of React are faults like any other. */
import { afterEach, beforeEach, expect, vi } from 'vitest';

beforeEach(() => {
  vi.spyOn(console, 'error');
  vi.spyOn(console, 'warn');
});

afterEach(() => {
  const said = [console.error, console.warn].flatMap((method) => vi.mocked(method).mock.calls.map(String));
  vi.restoreAllMocks();
  expect(said, 'the console should be empty').toEqual([]);
});
