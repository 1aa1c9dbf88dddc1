/** Watches WebAssembly in Node from outside: wraps what every later instance exports. Knows no library. */
import type { Probe } from './probe.ts';

type WasmFunction = (...args: readonly unknown[]) => unknown;

/** Install it before anything instantiates WebAssembly. */
export function installWasmProbe(): Probe {
  const memories = new Set<WebAssembly.Memory>();
  let isTiming = false;
  let isInside = false;
  let nativeMs = 0;
  let numCalls = 0;
  const timedCall = (exported: WasmFunction, args: readonly unknown[]): unknown => {
    numCalls++;
    if (isInside) return exported(...args);
    isInside = true;
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
  return {
    numDispatches: () => numCalls,
    nativeMs: () => nativeMs,
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
