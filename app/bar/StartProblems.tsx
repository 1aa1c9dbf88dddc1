/** Why Play is blocked, under the bar that holds it. */
import { text } from '../../src/text/text.ts';
import { useStartProblems } from '../state/playground.ts';
import styles from './StartProblems.module.css';

export function StartProblems() {
  const problems = useStartProblems();
  if (problems.length === 0) return null;
  return (
    <div id="start-problems" role="alert" className={styles['problems']}>
      <strong>{text.app.run.problemsTitle}</strong>
      <ul>
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>{message}</li>
        ))}
      </ul>
    </div>
  );
}
