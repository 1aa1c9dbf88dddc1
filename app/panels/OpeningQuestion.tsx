/** The question that the page answers, and what AdaTT is: the first lines of the first visit. */
import { text } from '../../src/text/text.ts';
import { useIsOpening, usePlayground } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import styles from './OpeningQuestion.module.css';

const words = text.app.question;

export function OpeningQuestion() {
  const { view } = usePlayground();
  const isOpening = useIsOpening();
  // A preset tells its story there.
  if (!isOpening) return null;
  return (
    <div className={styles['question']}>
      <h2>{words.title}</h2>
      <p>
        {words.adatt}{' '}
        <Button look="link" onClick={() => view.setState({ dialog: { kind: 'glossary' } })}>
          {words.more}
        </Button>
      </p>
    </div>
  );
}
