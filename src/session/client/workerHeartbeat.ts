/**
 * Notices a worker that went silent. Counts its own ticks instead of reading a clock: a machine that slept, or a hidden
 * tab whose timers are slowed down, must not look like a dead worker.
 */

/** Listens for signs of life while a run is alive. */
export type Heartbeat = ReturnType<typeof createHeartbeat>;

/** Patience of a heartbeat. */
export interface HeartbeatTimes {
  readonly everyMs: number;
  /** Silent ticks in a row after which the worker counts as dead. */
  readonly numMissed: number;
}

/** Half a minute: one step of the largest set-up on a slow machine takes seconds, and nothing is heard meanwhile. */
export const usualHeartbeat: HeartbeatTimes = { everyMs: 3000, numMissed: 10 };

/** Stopped at first. `onSilence` is called once; `start` listens again. */
export function createHeartbeat(ping: () => void, onSilence: () => void, times: HeartbeatTimes) {
  let timer: ReturnType<typeof setInterval> | null = null;
  let numSilent = 0;
  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const tick = () => {
    numSilent += 1;
    if (numSilent <= times.numMissed) return ping();
    stop();
    onSilence();
  };
  return {
    /** Any message from the worker. */
    heard: (): void => {
      numSilent = 0;
    },
    /** Starts (again) to listen; a worker already known to live may take a while to answer. Idempotent. */
    start: (): void => {
      numSilent = 0;
      timer ??= setInterval(tick, times.everyMs);
    },
    stop,
  };
}
