/** What does the arithmetic, and on a click why. */
import type { BackendReport } from '../../src/session/protocol.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment, usePlayground, useRunStatus } from '../state/playground.ts';
import { formatMs } from '../ui/format.ts';
import { Popover, PopoverChoice } from '../ui/Popover.tsx';
import styles from './BackendBadge.module.css';

const words = text.app.backend;

export function BackendBadge() {
  const { view } = usePlayground();
  const backend = useRunStatus((status) => status.backend);
  const choice = useExperiment().training.backend;
  const name =
    backend === null ? text.experiment.choices.backend[choice] : text.session.backendLabel(backend.backend);
  return (
    <Popover
      look="quiet"
      className={styles['badge']}
      aria-label={words.name(name)}
      title={words.title}
      content={
        <>
          {backend === null ? <p className={styles['text']}>{words.notYet}</p> : <Report report={backend} />}
          <PopoverChoice
            title={words.measure}
            detail={words.measureDetail}
            onChoose={() => view.setState({ isMachineOpen: true })}
          />
        </>
      }
    >
      <span className={styles['dot']} data-live={backend !== null} />
      {name}
    </Popover>
  );
}

function Report({ report }: { readonly report: BackendReport }) {
  return (
    <div className={styles['text']}>
      <p>{report.reason}</p>
      <p>{words.workers(report.numThreads)}</p>
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
              <td>{candidate.msPerStep === null ? words.notMeasured : formatMs(candidate.msPerStep)}</td>
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
function KernelNote({ report: { build, kernels, foreignKernels } }: { readonly report: BackendReport }) {
  const { numOperations, fallBacks } = kernels;
  return (
    <p>
      {words.ownKernels(numOperations - fallBacks.length, numOperations, build)}
      {fallBacks.length > 0 && ` ${words.fallBacks(fallBacks)}`}
      {foreignKernels.length > 0 && ` ${words.notReplayed(foreignKernels)}`}
    </p>
  );
}
