/** A question mark that opens a sentence. */
import { text } from '../../src/text/text.ts';
import styles from './Help.module.css';
import { Popover } from './Popover.tsx';

export function Help({ about, children }: { readonly about: string; readonly children: string }) {
  const name = text.app.ui.about(about);
  return (
    <Popover
      look="quiet"
      className={styles['button']}
      aria-label={name}
      title={name}
      content={<p className={styles['text']}>{children}</p>}
    >
      ?
    </Popover>
  );
}
