/** Wakes a sleeping loop. Knows nothing of why. */

/** A wait that anyone may end. */
export interface Signal {
  /** Resolves at the next `notify`. For one waiting loop: a later wait makes an earlier one void. */
  readonly wait: () => Promise<void>;
  readonly notify: () => void;
}

/** A signal nobody waits for yet. */
export function createSignal(): Signal {
  let wakeUp = () => {};
  return {
    wait: () =>
      new Promise((resolve) => {
        wakeUp = resolve;
      }),
    notify: () => wakeUp(),
  };
}
