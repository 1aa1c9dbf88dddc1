/** Explains the choice of a backend: the benchmark of all candidates, and which kernels are custom. */
import type { BackendReport as Report } from '../../src/run/protocol.ts';
import { text } from '../../src/text/text.ts';
import { SaveMenu } from '../charts/figure/SaveMenu.tsx';
import { usePlayground } from '../state/playground.ts';
import { formatMs } from '../ui/format.ts';
import { NumbersTable } from '../ui/NumbersTable.tsx';
import { PopoverChoice } from '../ui/Popover.tsx';
import styles from './BackendBadge.module.css';

const words = text.triedBackends;

export function BackendDetails({ report }: { readonly report: Report | null }) {
  const { view } = usePlayground();
  return (
    <>
      {report === null ? (
        <p className={styles['text']}>{words.notYet}</p>
      ) : (
        <BenchmarkedBackends report={report} />
      )}
      <PopoverChoice
        title={text.app.backend.measure}
        detail={words.measureDetail}
        onChoose={() => view.setState({ dialog: { kind: 'machine' } })}
      />
    </>
  );
}

function BenchmarkedBackends({ report }: { readonly report: Report }) {
  const csvRows = () => [
    [words.backend, words.msPerStep, words.note],
    ...report.candidates.map(({ backend, msPerStep, note }) => [
      text.session.backendLabel(backend),
      msPerStep ?? Number.NaN,
      note ?? words.taken,
    ]),
  ];
  const { build, kernels, stockKernels } = report;
  const { numOperations, fallBacks } = kernels;
  return (
    <div className={styles['text']}>
      <p>{report.reason}</p>
      <p>{words.workers(report.numThreads)}</p>
      <SaveMenu numbers={{ title: words.candidates, csvRows }} />
      <NumbersTable
        className={styles['table']}
        caption={<caption className="visuallyHidden">{words.candidates}</caption>}
        headings={[words.backend, words.msPerStep, words.note]}
        rows={report.candidates.map(({ backend, msPerStep, note }) => [
          text.session.backendLabel(backend),
          msPerStep === null ? text.app.ui.noValue : formatMs(msPerStep),
          note ?? words.taken,
        ])}
      />
      <p>
        {words.ownKernels(numOperations - fallBacks.length, numOperations, build)}
        {fallBacks.length > 0 && ` ${words.fallBacks(fallBacks)}`}
        {stockKernels.length > 0 && ` ${words.notReplayed(stockKernels)}`}
      </p>
    </div>
  );
}
