/** Time as the session sees it, so that tests can bring their own. */

/** Reading time, waiting, and stepping aside. */
export type Clock = ReturnType<typeof createClock>;

/** Milliseconds between two times of stepping aside, which takes a twentieth of one. */
const turnMs = 5;

/** The clock of the thread this runs in; works in workers, pages and Node. */
export function createClock() {
  let turnedMs = Number.NEGATIVE_INFINITY;
  return {
    /** Milliseconds since some moment; never goes back. */
    now: (): number => performance.now(),
    /** Lets messages that have arrived be handled, if it is some milliseconds since that was last done. Not slowed down in a hidden tab. */
    yieldToMessages: async (): Promise<void> => {
      if (performance.now() - turnedMs < turnMs) return;
      await turn();
      turnedMs = performance.now();
    },
    /** Resolves after about `delayMs`. */
    wait: (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs)),
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
