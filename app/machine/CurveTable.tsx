/** A row per width and number of repetitions, a column per backend, and what the benchmark's machine did. */
import type { CsvRow } from '../../src/core/spreadsheet.ts';
import type { CurvePoint } from '../../src/experiment/derived/measuredNetworks.ts';
import { type BackendName, backendNames } from '../../src/run/produced/backend.ts';
import { formatSpeed } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { SaveMenu } from '../charts/figure/SaveMenu.tsx';
import written from '../recorded/machine.json?raw';
import { ScrollTable } from '../ui/NumbersTable.tsx';
import type { MeasuredPoint } from './measureMachine.ts';

interface RecordedPoint extends CurvePoint {
  readonly stepsPerSecond: number;
  readonly gflops: number;
}

interface Recorded {
  readonly machine: { readonly cpu: string; readonly node: string };
  readonly curve: readonly RecordedPoint[];
  readonly notes: readonly string[];
}

const words = text.machine;
/** The curve that `npm run -s bench -- --json --part curve` printed; nobody else may have written it. */
const { machine, curve, notes }: Recorded = JSON.parse(written);

export function CurveTable({ points }: { readonly points: readonly MeasuredPoint[] }) {
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

/** Arithmetic is that of the recorded step, which is the same everywhere. */
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
