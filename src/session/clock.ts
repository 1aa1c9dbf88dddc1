/** Time as the session sees it, so that tests can bring their own. */

/** Reading time, waiting, and stepping aside. */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  readonly now: () => number;
  /** Lets messages that have arrived be handled, if it is some milliseconds since that was last done. Not slowed down in a hidden tab. */
  readonly yieldToMessages: () => Promise<void>;
  /** Resolves after about `delayMs`. */
  readonly wait: (delayMs: number) => Promise<void>;
}

/** Milliseconds between two times of stepping aside, which takes a twentieth of one. */
const turnMs = 5;

/** The clock of the thread this runs in; works in workers, pages and Node. */
export function createClock(): Clock {
  let turnedMs = Number.NEGATIVE_INFINITY;
  return {
    now: () => performance.now(),
    yieldToMessages: async () => {
      if (performance.now() - turnedMs < turnMs) return;
      await turn();
      turnedMs = performance.now();
    },
    wait: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
  };
}

/** A fresh channel each time: an open port would keep a Node process alive. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
