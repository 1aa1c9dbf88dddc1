/** The question that the page answers, and what AdaTT is: the first lines of the first visit. */
import { text } from '../../src/text/text.ts';
import { usePlayground } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Question.module.css';

const words = text.app.question;

export function Question() {
  const { view } = usePlayground();
  return (
    <div className={styles['question']}>
      <h2>{words.title}</h2>
      <p>
        {words.adatt}{' '}
        <Button look="link" onClick={() => view.setState({ dialog: { kind: 'about' } })}>
          {words.more}
        </Button>
      </p>
    </div>
  );
}
