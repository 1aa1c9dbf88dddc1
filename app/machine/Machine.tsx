/** How fast this device trains, measured while one looks, beside the machine of the benchmark. */
import { useEffect, useState } from 'react';
import { curvePoints } from '../../src/experiment/derived/measuredNetworks.ts';
import { text } from '../../src/text/text.ts';
import styles from '../about/About.module.css';
import { usePlayground } from '../state/playground.ts';
import { beginTurn, turnsOf } from '../state/stores/turns.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { CurveTable } from './CurveTable.tsx';
import { type MeasuredPoint, measureMachine } from './measureMachine.ts';

const words = text.machine;

/** Measures as soon as it is shown; closing it ends that. */
export function Machine({ onClose }: { readonly onClose: () => void }) {
  const { points, status, isOver } = useMeasurement();
  return (
    <Dialog title={words.title} className={`${styles['dialog']} ${styles['machine']}`} onClose={onClose}>
      {(close) => (
        <>
          <p>{words.intro}</p>
          <CurveTable points={points} />
          <p role="status">{status}</p>
          {!isOver && (
            <ProgressBar
              label={words.progress}
              value={points.length}
              max={curvePoints.length}
              valueText={status}
            />
          )}
          <Button look={isOver ? 'primary' : 'plain'} onClick={close}>
            {isOver ? text.app.ui.close : text.app.ui.cancel}
          </Button>
        </>
      )}
    </Dialog>
  );
}

/** One training at a time, or both speeds would be wrong: pauses run and sweep, and ends when the run is played. */
function useMeasurement() {
  const playground = usePlayground();
  const [points, setPoints] = useState<readonly MeasuredPoint[]>([]);
  /** How it ended; null: it has not. */
  const [end, setEnd] = useState<string | null>(null);
  useEffect(() => {
    const { createSession, run, besideRun } = playground;
    run.pause();
    for (const training of besideRun) training.putAway();
    const giveBack = beginTurn(turnsOf(playground));
    const finish = (end: string): void => {
      giveBack();
      setEnd(end);
    };
    const cancel = measureMachine(createSession, {
      onPoints: setPoints,
      onEnd: (failure) => finish(failure ?? words.done),
    });
    const endWatch = run.shown.subscribe(() => {
      if (run.status().phase !== 'running') return;
      cancel();
      finish(words.endedByRun);
    });
    return () => {
      endWatch();
      cancel();
      giveBack();
    };
  }, [playground]);
  return { points, status: end ?? words.measured(points.length, curvePoints.length), isOver: end !== null };
}
