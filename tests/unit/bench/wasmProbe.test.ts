import { afterEach, expect, it, vi } from 'vitest';
import { installWasmProbe } from '../../bench/probes/wasmProbe.ts';

/** A module with one page of memory, `memory`, and a function that does nothing, `run`. */
const binary = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // header
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00], // types: () -> ()
  ...[0x03, 0x02, 0x01, 0x00], // functions: one, of type 0
  ...[0x05, 0x03, 0x01, 0x00, 0x01], // memories: one page
  ...[0x07, 0x10, 0x02], // exports: two
  ...[0x06, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 0x02, 0x00], // memory
  ...[0x03, 0x72, 0x75, 0x6e, 0x00, 0x00], // run
  ...[0x0a, 0x04, 0x01, 0x02, 0x00, 0x0b], // code
]);

afterEach(() => vi.restoreAllMocks());

it('takes the time that timing costs for none of JavaScript', () => {
  // A clock that reading alone moves on, so that all there is to see is what timing costs.
  let ms = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => ms++);
  const probe = installWasmProbe();
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
  const run = exports['run'] as () => void;
  probe.setTiming?.(true);
  const startMs = ms;
  for (let i = 0; i < 1_000; i++) run();
  expect(probe.nativeMs() / (ms - startMs)).toBeCloseTo(1, 3);
});

it('sees memory and calls of every instance, however it is made', async () => {
  const probe = installWasmProbe();
  const module = new WebAssembly.Module(binary);
  const instances = [
    new WebAssembly.Instance(module),
    await WebAssembly.instantiate(module),
    (await WebAssembly.instantiate(binary)).instance,
  ];
  expect(probe.numBytes()).toBe(3 * 65_536);
  expect(new WebAssembly.Memory({ initial: 2 }).buffer.byteLength).toBe(2 * 65_536);
  expect(probe.numBytes()).toBe(5 * 65_536);
  const runAll = () => {
    for (const { exports } of instances) (exports['run'] as () => void)();
  };
  runAll();
  expect(probe.numDispatches()).toBe(0);
  probe.setTiming?.(true);
  runAll();
  expect(probe.numDispatches()).toBe(3);
  expect(probe.nativeMs()).toBeGreaterThan(0);
});
