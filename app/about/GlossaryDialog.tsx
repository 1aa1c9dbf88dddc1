/** The glossary and the keyboard shortcuts as a dialog. */
import { Fragment } from 'react';
import { text } from '../../src/text/text.ts';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './About.module.css';

const words = text.glossary;

const glossaryChapters = [
  { title: words.termsTitle, entries: words.terms },
  { title: words.keysTitle, entries: words.keys },
];

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
          {glossaryChapters.map(({ title, entries }) => (
            <Fragment key={title}>
              <h3>{title}</h3>
              <dl className={styles['meanings']}>
                {entries.map(([term, meaning]) => (
                  <div key={term}>
                    <dt>{term}</dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </Fragment>
          ))}
        </div>
      )}
    </Dialog>
  );
}
