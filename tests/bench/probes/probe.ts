/** What can be seen of an implementation from outside, whoever made it. */
export interface Probe {
  /** Dispatches on the GPU so far, or calls of WASM functions while timing. */
  readonly numDispatches: () => number;
  /**
   * Milliseconds this thread has spent in WASM so far, while timing, and on timing; 0 on a GPU, whose work is not this thread's.
   */
  readonly nativeMs: () => number;
  /** Where timing costs a little with every call, it can be turned off; null where it costs nothing. */
  readonly setTiming: ((isOn: boolean) => void) | null;
  /** Processor time this process has taken so far; null where it cannot be known. */
  readonly cpuMs: () => number | null;
  /** WASM memory, or buffers on the GPU, that exist now. */
  readonly numBytes: () => number;
}
