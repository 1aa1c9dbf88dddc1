/** What can be seen of an implementation from outside, whoever made it. */
export interface Probe {
  /** Dispatches on the GPU so far, or calls of WASM functions while timing. */
  readonly numDispatches: () => number;
  /** Milliseconds this thread has spent in WASM so far, while timing; 0 on a GPU, whose work is not this thread's. */
  readonly nativeMs: () => number;
  /** Timing costs a little with every call. */
  readonly setTiming: (isOn: boolean) => void;
  /** WASM memory, or buffers on the GPU, that exist now. */
  readonly numBytes: () => number;
}
