/** Notices a silent worker by its own ticks, because clocks mislead after sleep and in hidden tabs. */

export type Heartbeat = ReturnType<typeof createHeartbeat>;

export interface HeartbeatTimes {
  readonly everyMs: number;
  readonly numMissed: number;
}

// Half a minute: one step of the largest set-up on a slow machine takes seconds without a message.
export const usualHeartbeat: HeartbeatTimes = { everyMs: 3000, numMissed: 10 };

/** `onSilence` is called once; `start` listens again. */
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
    heard: (): void => {
      numSilent = 0;
    },
    start: (): void => {
      numSilent = 0;
      timer ??= setInterval(tick, times.everyMs);
    },
    stop,
  };
}
