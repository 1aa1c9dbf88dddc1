/** The terms of the page, and its keys, as a dialog. */
import { text } from '../../src/text/text.ts';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './About.module.css';

const words = text.glossary;

export function GlossaryDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog
      title={words.title}
      intro={words.intro}
      className={styles['dialog']}
      closedby="any"
      onClose={onClose}
    >
      {() => (
        <div className={styles['text']}>
          <Meanings title={words.termsTitle} entries={words.terms} />
          <Meanings title={words.keysTitle} entries={words.keys} />
        </div>
      )}
    </Dialog>
  );
}

interface MeaningsProps {
  readonly title: string;
  readonly entries: readonly (readonly [term: string, meaning: string])[];
}

function Meanings({ title, entries }: MeaningsProps) {
  return (
    <>
      <h3>{title}</h3>
      <dl className={styles['meanings']}>
        {entries.map(([term, meaning]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
