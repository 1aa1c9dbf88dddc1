/** Measures how fast this device trains, beside the machine of the benchmark. */
import { useEffect, useState } from 'react';
import { type BackendName, backendNames } from '../../src/analysis/produced/backend.ts';
import { messageOf } from '../../src/core/errors.ts';
import type { CsvRow } from '../../src/core/spreadsheet.ts';
import {
  experimentOfSize,
  type SpeedCurvePoint,
  sizeOfPoint,
  speedCurvePoints,
} from '../../src/experiment/derived/measuredNetworks.ts';
import type { BackendReport } from '../../src/run/protocol.ts';
import { PrivateSession } from '../../src/session/client/privateSession.ts';
import { formatSpeed } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { SaveMenu } from '../charts/figure/SaveMenu.tsx';
import written from '../recorded/machine.json?raw';
import { usePlayground } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ScrollTable } from '../ui/NumbersTable.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import styles from './Machine.module.css';

const words = text.machine;

export function Machine({ onClose }: { readonly onClose: () => void }) {
  const { points, status, isOver } = useSpeedMeasurement();
  return (
    <Dialog title={words.title} className={styles['machine']} onClose={onClose}>
      {(close) => (
        <>
          <p>{words.intro}</p>
          <CurveTable points={points} />
          <p role="status">{status}</p>
          {!isOver && (
            <ProgressBar
              label={words.progress}
              value={points.length}
              max={speedCurvePoints.length}
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

/** Measures while mounted, but not while a run trains, which would distort the speeds. */
function useSpeedMeasurement() {
  const { createSession, queue } = usePlayground();
  const [points, setPoints] = useState<readonly MeasuredPoint[]>([]);
  const [end, setEnd] = useState<string | null>(null);
  useEffect(() => {
    const session = new PrivateSession(createSession);
    const stop = (): void => {
      session.close();
      turn.leave();
    };
    const endWith = (sentence: string): void => {
      stop();
      setEnd(sentence);
    };
    const turn = queue.join('measuring', () => endWith(words.endedByRun));
    turn.take();
    measureMachine(session, (point) => setPoints((before) => [...before, point])).then(
      () => endWith(words.done),
      (error: unknown) => endWith(messageOf(error)),
    );
    return stop;
  }, [createSession, queue]);
  return {
    points,
    status: end ?? words.measured(points.length, speedCurvePoints.length),
    isOver: end !== null,
  };
}

interface MeasuredPoint extends SpeedCurvePoint {
  readonly candidates: BackendReport['candidates'];
}

async function measureMachine(
  session: PrivateSession,
  onPoint: (point: MeasuredPoint) => void,
): Promise<void> {
  for (const point of speedCurvePoints) {
    const experiment = experimentOfSize(sizeOfPoint(point), point.repetitions);
    const { candidates } = await session.begin({ experiment, measuresAll: true });
    onPoint({ ...point, candidates });
  }
}

interface RecordedPoint extends SpeedCurvePoint {
  readonly stepsPerSecond: number;
}

interface RecordedBenchmark {
  readonly machine: { readonly cpu: string; readonly node: string };
  readonly curve: readonly RecordedPoint[];
  readonly notes: readonly string[];
}
// Only `npm run -s bench -- --json --part curve` writes this file, so it is not validated.
const { machine, curve, notes }: RecordedBenchmark = JSON.parse(written);

function CurveTable({ points }: { readonly points: readonly MeasuredPoint[] }) {
  const candidates = points.flatMap((point) => point.candidates);
  const backends = backendNames.filter((name) =>
    candidates.some(({ backend, msPerStep }) => backend === name && msPerStep !== null),
  );
  const headers = [
    words.width,
    words.repetitions,
    ...backends.map((backend) => text.session.backendLabel(backend)),
    words.recorded,
  ];
  return (
    <>
      <ScrollTable
        title={words.table}
        note={words.recordedOn(machine.cpu, machine.node, notes.length > 0)}
        menu={
          <SaveMenu
            numbers={{ title: words.table, csvRows: () => curveTableRowsOf(points, headers, backends) }}
          />
        }
        headings={headers}
        rows={curve.map((recorded, index) => [
          recorded.width,
          recorded.repetitions,
          ...backends.map((backend) => speedWords(speedOfBackend(points[index], backend))),
          speedWords(recorded.stepsPerSecond),
        ])}
      />
      {(points.at(-1)?.candidates ?? [])
        .filter(({ msPerStep }) => msPerStep === null)
        .map(({ backend, note }) => (
          <p key={backend} className="note">
            {text.session.triedAndFailed(backend, note ?? '')}
          </p>
        ))}
    </>
  );
}

const curveTableRowsOf = (
  points: readonly MeasuredPoint[],
  headers: readonly string[],
  backends: readonly BackendName[],
): readonly CsvRow[] => [
  headers,
  ...curve.map(({ width, repetitions, stepsPerSecond }, index) => [
    width,
    repetitions,
    ...backends.map((backend) => speedOfBackend(points[index], backend) ?? Number.NaN),
    stepsPerSecond,
  ]),
];

const speedWords = (stepsPerSecond: number | null): string =>
  stepsPerSecond === null ? text.app.ui.noValue : formatSpeed(stepsPerSecond);

function speedOfBackend(point: MeasuredPoint | undefined, backend: BackendName): number | null {
  const msPerStep = point?.candidates.find((candidate) => candidate.backend === backend)?.msPerStep ?? null;
  return msPerStep === null ? null : 1000 / msPerStep;
}
