/** Watches WebAssembly in Node from outside: wraps what every later instance exports. Knows no library. */
import type { Probe } from './probe.ts';

type WasmFunction = (...args: readonly unknown[]) => unknown;

/** A module with a function that does nothing, `run`. */
const nothing = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // header
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00], // types: () -> ()
  ...[0x03, 0x02, 0x01, 0x00], // functions: one, of type 0
  ...[0x07, 0x07, 0x01, 0x03, 0x72, 0x75, 0x6e, 0x00, 0x00], // exports: run
  ...[0x0a, 0x04, 0x01, 0x02, 0x00, 0x0b], // code
]);
const numIdleCalls = 50_000;

/** Install it before anything instantiates WebAssembly. */
export function installWasmProbe(): Probe {
  const memories = new Set<WebAssembly.Memory>();
  let isTiming = false;
  let isInside = false;
  let nativeMs = 0;
  let numCalls = 0;
  let numTimed = 0;
  /** What timing costs outside of what it measures: a step may be calls of a few microseconds, and that is not its JavaScript. */
  let msPerTimed = 0;
  const timedCall = (exported: WasmFunction, args: readonly unknown[]): unknown => {
    numCalls++;
    if (isInside) return exported(...args);
    isInside = true;
    numTimed++;
    const startMs = performance.now();
    try {
      return exported(...args);
    } finally {
      nativeMs += performance.now() - startMs;
      isInside = false;
    }
  };
  const watched = (value: unknown): unknown => {
    if (value instanceof WebAssembly.Memory) memories.add(value);
    // Nearly free while nobody measures: some implementations make hundreds of calls per millisecond.
    return isFunction(value)
      ? (...args: unknown[]) => (isTiming ? timedCall(value, args) : value(...args))
      : value;
  };
  const watch = ({ exports }: WebAssembly.Instance): { exports: object } => ({
    exports: Object.fromEntries(Object.entries(exports).map(([name, value]) => [name, watched(value)])),
  });
  replaceConstructors(memories, watch);
  const idle = new WebAssembly.Instance(new WebAssembly.Module(nothing)).exports['run'];
  const idleMs = (): number => {
    const startMs = performance.now() - nativeMs;
    if (isFunction(idle)) for (let i = 0; i < numIdleCalls; i++) idle();
    return performance.now() - nativeMs - startMs;
  };
  isTiming = true;
  // The first are made before the compiler has seen enough of them.
  msPerTimed = Math.min(...[1, 2, 3, 4].map(idleMs)) / numIdleCalls;
  isTiming = false;
  [nativeMs, numCalls, numTimed] = [0, 0, 0];
  return {
    numDispatches: () => numCalls,
    nativeMs: () => nativeMs + numTimed * msPerTimed,
    setTiming: (isOn) => {
      isTiming = isOn;
    },
    cpuMs: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    numBytes: () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  };
}

function replaceConstructors(
  memories: Set<WebAssembly.Memory>,
  watch: (instance: WebAssembly.Instance) => { exports: object },
): void {
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct: (target, args) => {
      const memory: WebAssembly.Memory = Reflect.construct(target, args);
      memories.add(memory);
      return memory;
    },
  });
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct: (target, args) => watch(Reflect.construct(target, args)),
  });
  WebAssembly.instantiate = new Proxy(WebAssembly.instantiate, {
    apply: async (target, self, args) => {
      const result: WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource = await Reflect.apply(
        target,
        self,
        args,
      );
      return 'instance' in result ? { ...result, instance: watch(result.instance) } : watch(result);
    },
  });
}

function isFunction(value: unknown): value is WasmFunction {
  return typeof value === 'function';
}
