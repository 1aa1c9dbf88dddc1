/** Measures how fast this device trains, beside the machine of the benchmark. */
import { useEffect, useEffectEvent, useState } from 'react';
import { type BackendName, backendNames } from '../../src/analysis/produced/backend.ts';
import type { CsvRow } from '../../src/core/spreadsheet.ts';
import {
  type CurvePoint,
  curvePoints,
  experimentOfSize,
  sizeOfPoint,
} from '../../src/experiment/derived/measuredNetworks.ts';
import type { BackendReport, Session } from '../../src/run/protocol.ts';
import { formatSpeed } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import styles from '../about/About.module.css';
import { SaveMenu } from '../charts/figure/SaveMenu.tsx';
import written from '../recorded/machine.json?raw';
import { usePlayground } from '../state/playground.ts';
import { beginTurn, turnsOf } from '../state/stores/turns.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ScrollTable } from '../ui/NumbersTable.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';

const words = text.machine;

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
  const end = useTurn(words.endedByRun, (onEnd) => measureMachine(createSession, setPoints, onEnd));
  return { points, status: end ?? words.measured(points.length, curvePoints.length), isOver: end !== null };
}

/**
 * Pauses run and sweeps, since parallel training would distort speeds, and calls `begin`; its returned function runs
 * when the run is played or on unmount. Returns how it ended.
 */
function useTurn(
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

interface MeasuredPoint extends CurvePoint {
  readonly candidates: BackendReport['candidates'];
}

/** The returned function stops it and frees the session. */
function measureMachine(
  createSession: () => Session,
  onPoints: (points: readonly MeasuredPoint[]) => void,
  onEnd: (sentence: string) => void,
): () => void {
  const session = createSession();
  const points: MeasuredPoint[] = [];
  let runId = 1;
  const measure = (): void => {
    const point = curvePoints[runId - 1];
    if (point === undefined) {
      session.dispose();
      onEnd(words.done);
      return;
    }
    const experiment = experimentOfSize(sizeOfPoint(point), point.repetitions);
    session.send({ type: 'start', runId, experiment, measuresAll: true });
  };
  session.subscribe((event) => {
    const point = curvePoints[runId - 1];
    if (event.runId !== runId || point === undefined) return;
    if (event.type === 'ready') {
      points.push({ ...point, candidates: event.backend.candidates });
      onPoints([...points]);
      runId += 1;
      measure();
    } else if (event.type === 'failed') {
      session.dispose();
      onEnd(event.message);
    }
  });
  measure();
  return session.dispose;
}

interface RecordedPoint extends CurvePoint {
  readonly stepsPerSecond: number;
  readonly gflops: number;
}

interface Recorded {
  readonly machine: { readonly cpu: string; readonly node: string };
  readonly curve: readonly RecordedPoint[];
  readonly notes: readonly string[];
}
// Only `npm run -s bench -- --json --part curve` writes this file, so it is not validated.
const { machine, curve, notes }: Recorded = JSON.parse(written);

/** A row per width and number of repetitions, a column per backend. */
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
        note={words.unit}
        menu={
          <SaveMenu
            numbers={{
              title: words.table,
              unit: words.unit,
              csvRows: () => rowsOf(points, headers, backends),
            }}
          />
        }
        headings={headers}
        rows={curve.map((recorded, index) => [
          recorded.width,
          recorded.repetitions,
          ...backends.map((backend) => (
            <Speed key={backend} stepsPerSecond={speedOf(points[index], backend)} recorded={recorded} />
          )),
          <Speed key="recorded" stepsPerSecond={recorded.stepsPerSecond} recorded={recorded} />,
        ])}
      />
      <p className="note">{words.recordedOn(machine.cpu, machine.node, notes.length > 0)}</p>
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

const rowsOf = (
  points: readonly MeasuredPoint[],
  headers: readonly string[],
  backends: readonly BackendName[],
): readonly CsvRow[] => [
  headers,
  ...curve.map(({ width, repetitions, stepsPerSecond }, index) => [
    width,
    repetitions,
    ...backends.map((backend) => speedOf(points[index], backend) ?? Number.NaN),
    stepsPerSecond,
  ]),
];

/** Arithmetic is counted by the recorded step, the same everywhere. */
function Speed({
  stepsPerSecond,
  recorded,
}: {
  readonly stepsPerSecond: number | null;
  readonly recorded: RecordedPoint;
}) {
  if (stepsPerSecond === null) return text.app.ui.noValue;
  const gflops = (recorded.gflops * stepsPerSecond) / recorded.stepsPerSecond;
  return (
    <>
      {formatSpeed(stepsPerSecond)} <span className="note">{words.gflops(formatSpeed(gflops))}</span>
    </>
  );
}

function speedOf(point: MeasuredPoint | undefined, backend: BackendName): number | null {
  const msPerStep = point?.candidates.find((candidate) => candidate.backend === backend)?.msPerStep ?? null;
  return msPerStep === null ? null : 1000 / msPerStep;
}
