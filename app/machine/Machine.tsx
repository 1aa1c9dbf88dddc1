/** How fast this device trains, measured while one looks, beside the machine of the benchmark. */
import { useState } from 'react';
import { curvePoints } from '../../src/experiment/derived/measuredNetworks.ts';
import { text } from '../../src/text/text.ts';
import styles from '../about/About.module.css';
import { usePlayground } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { CurveTable } from './CurveTable.tsx';
import { type MeasuredPoint, measureMachine } from './measureMachine.ts';
import { useTurn } from './useTurn.ts';

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

function useMeasurement() {
  const { createSession } = usePlayground();
  const [points, setPoints] = useState<readonly MeasuredPoint[]>([]);
  const end = useTurn(words.endedByRun, (onEnd) =>
    measureMachine(createSession, {
      onPoints: setPoints,
      onEnd: (failure) => onEnd(failure ?? words.done),
    }),
  );
  return { points, status: end ?? words.measured(points.length, curvePoints.length), isOver: end !== null };
}
