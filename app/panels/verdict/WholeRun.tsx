/** Mark on what is said of the whole run while the page looks at an earlier step of it. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { useCursorStep } from '../../view/moments.ts';
import styles from './verdict.module.css';

/** Nothing while the page shows the newest step. `experiment` is the one shown. */
export function WholeRun({ experiment }: { readonly experiment: Experiment }) {
  const step = useCursorStep(experiment);
  if (step === null) return null;
  return <span className={styles['state']}>{text.verdict.wholeRun(formatCount(step))}</span>;
}
