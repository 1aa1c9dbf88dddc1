/** Why a backend was taken: the measured candidates, and what of the engine runs on kernels of its own. */
import type { BackendReport as Report } from '../../src/session/protocol.ts';
import { text } from '../../src/text/text.ts';
import { SaveMenu } from '../charts/figure/SaveMenu.tsx';
import { formatMs } from '../ui/format.ts';
import styles from './BackendBadge.module.css';

const words = text.app.backend;

export function BackendDetails({ report }: { readonly report: Report }) {
  const csvRows = () => [
    [words.backend, words.msPerStep, words.note],
    ...report.candidates.map(({ backend, msPerStep, note }) => [
      text.session.backendLabel(backend),
      msPerStep ?? Number.NaN,
      note ?? words.taken,
    ]),
  ];
  return (
    <div className={styles['text']}>
      <p>{report.reason}</p>
      <p>{words.workers(report.numThreads)}</p>
      <SaveMenu numbers={{ title: words.candidates, csvRows }} />
      <table className={styles['table']}>
        <caption className="visuallyHidden">{words.candidates}</caption>
        <thead>
          <tr>
            <th scope="col">{words.backend}</th>
            <th scope="col">{words.msPerStep}</th>
            <th scope="col">{words.note}</th>
          </tr>
        </thead>
        <tbody>
          {report.candidates.map((candidate) => (
            <tr key={candidate.backend}>
              <th scope="row">{text.session.backendLabel(candidate.backend)}</th>
              <td>{candidate.msPerStep === null ? text.app.ui.noValue : formatMs(candidate.msPerStep)}</td>
              <td>{candidate.note ?? words.taken}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <KernelNote report={report} />
    </div>
  );
}

/** How many of the engine's operations have a kernel of their own on the backend, which fall back, and what keeps steps slow. */
function KernelNote({ report: { build, kernels, foreignKernels } }: { readonly report: Report }) {
  const { numOperations, fallBacks } = kernels;
  return (
    <p>
      {words.ownKernels(numOperations - fallBacks.length, numOperations, build)}
      {fallBacks.length > 0 && ` ${words.fallBacks(fallBacks)}`}
      {foreignKernels.length > 0 && ` ${words.notReplayed(foreignKernels)}`}
    </p>
  );
}
