/** Runs through the moments of a training by itself, up to the newest. */
import { useEffect, useEffectEvent, useState } from 'react';
import { type Moments, paceOf } from '../view/moments.ts';

interface Replayed {
  readonly moments: Moments;
  /** Place of the moment shown; null: the newest is followed. */
  readonly place: number | null;
  readonly show: (place: number) => void;
}

interface Replay {
  readonly isPlaying: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

export function useReplay({ moments, place, show }: Replayed): Replay {
  const [isPlaying, setPlaying] = useState(false);
  const { stride, delayMs } = paceOf(moments, prefersLessMotion());
  const stop = (): void => setPlaying(false);
  const advance = useEffectEvent(() => {
    // At the end, or where somebody went back to the newest.
    if (place === null) stop();
    else show(place + stride);
  });
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => advance(), delayMs);
    return () => clearInterval(timer);
  }, [isPlaying, delayMs]);
  const start = (): void => {
    if (place === null) show(0);
    setPlaying(true);
  };
  return { isPlaying, start, stop };
}

function prefersLessMotion(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
}
