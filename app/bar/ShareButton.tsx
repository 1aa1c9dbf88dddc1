/** Copies the link; where the browser forbids that, shows it to be copied by hand. */
import { useState } from 'react';
import { readLink } from '../../src/experiment/link/link.ts';
import { text } from '../../src/text/text.ts';
import { usePlayground } from '../state/playground.ts';
import { copyText } from '../ui/browser.ts';
import { Popover } from '../ui/Popover.tsx';
import styles from './RunBar.module.css';

const words = text.app.link;

export function ShareButton() {
  const { links, messages } = usePlayground();
  const [link, setLink] = useState('');
  const [hasCopied, setCopied] = useState(false);
  const share = async (): Promise<void> => {
    const current = links.currentLink();
    setLink(current);
    const copied = await copyText(current);
    setCopied(copied);
    if (copied) messages.announce(words.copied);
  };
  return (
    <Popover
      icon="share"
      title={words.share}
      onClick={() => void share()}
      content={<LinkText link={link} message={hasCopied ? words.copied : words.copyByHand} />}
    >
      <span className={styles['word']}>{words.share}</span>
    </Popover>
  );
}

function LinkText({ link, message }: { readonly link: string; readonly message: string }) {
  const hasResults = readLink(link).fingerprint !== null;
  return (
    <div className={styles['link']}>
      <p>{message}</p>
      <input
        type="text"
        readOnly
        aria-label={words.link}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className="note">{hasResults ? words.holdsResults : words.holdsNoResults}</p>
    </div>
  );
}
