/** Shows the backend in use and, on a click, why it was chosen. */
import { text } from '../../src/text/text.ts';
import { useExperiment, useRunStatus } from '../state/playground.ts';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import { Popover } from '../ui/Popover.tsx';
import styles from './BackendBadge.module.css';

const words = text.app.backend;

const backendDetailsPart = lazyPart(() => import('./BackendDetails.tsx'));

export function BackendBadge() {
  const backend = useRunStatus((status) => status.backend);
  const choice = useExperiment().training.backend;
  const name =
    backend === null ? text.experiment.choices.backend[choice] : text.session.backendLabel(backend.backend);
  const isOpen = backend === null && choice === 'auto';
  return (
    <Popover
      look="quiet"
      className={styles['badge']}
      aria-label={words.name(name)}
      title={words.title}
      content={
        <Lazy part={backendDetailsPart} name={words.title}>
          {({ BackendDetails }) => <BackendDetails report={backend} />}
        </Lazy>
      }
    >
      <span className={styles['dot']} data-live={backend !== null} />
      {isOpen ? words.open : name}
    </Popover>
  );
}
