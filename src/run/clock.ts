/** Clock of a session, replaceable in tests; works in workers, pages and Node. */

export type Clock = ReturnType<typeof createClock>;

// Longest time between yields, in milliseconds; yielding takes a twentieth of it.
const maxYieldIntervalMs = 5;

export function createClock() {
  let turnedMs = Number.NEGATIVE_INFINITY;
  return {
    /** Milliseconds; never goes back. */
    now: (): number => performance.now(),
    /** Handles waiting messages, unless done less than `maxYieldIntervalMs` ago. Not slowed down in a hidden tab. */
    yieldToMessages: async (): Promise<void> => {
      if (performance.now() - turnedMs < maxYieldIntervalMs) return;
      await messageTurn();
      turnedMs = performance.now();
    },
    wait: (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs)),
  };
}

// Uses a new message channel each time: an open port would keep a Node process alive.
function messageTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
