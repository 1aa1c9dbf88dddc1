/** The turn of a dialog that trains, which nothing else does meanwhile. */
import { useEffect, useEffectEvent, useState } from 'react';
import { usePlayground } from '../../state/playground.ts';
import { beginTurn, turnsOf } from '../../state/stores/turns.ts';

/**
 * One training at a time, or both speeds would be wrong: pauses run and sweep, calls `begin`, and ends what it began, by the function that
 * it returns, when the run is played or the component goes. Returns how it ended, which `begin` is told how to say; null: it goes on.
 */
export function useTurn(
  endedByRun: string,
  begin: (onEnd: (sentence: string) => void) => () => void,
): string | null {
  const playground = usePlayground();
  const [end, setEnd] = useState<string | null>(null);
  const onBegin = useEffectEvent(begin);
  const onRun = useEffectEvent(() => setEnd(endedByRun));
  useEffect(() => {
    const { run, besideRun } = playground;
    run.pause();
    for (const training of besideRun) training.putAway();
    const giveBack = beginTurn(turnsOf(playground));
    const cancel = onBegin((sentence) => {
      giveBack();
      setEnd(sentence);
    });
    const endWatch = run.shown.subscribe(() => {
      if (run.status().phase !== 'running') return;
      cancel();
      giveBack();
      onRun();
    });
    return () => {
      endWatch();
      cancel();
      giveBack();
    };
  }, [playground]);
  return end;
}
