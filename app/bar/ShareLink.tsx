/** Shows the shared link, what it contains, and a field for a sentence to the reader. */
import { useId, useState } from 'react';
import { limits } from '../../src/core/schema/limits.ts';
import { LONG_LINK_LENGTH } from '../../src/experiment/link/link.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { iframeCode, type SharedLink } from '../state/sharing.ts';
import { Button } from '../ui/Button.tsx';
import styles from './RunBar.module.css';

export { sharedLinkOf } from '../state/sharing.ts';

const words = text.sharing;

interface ShareLinkProps {
  readonly shared: SharedLink | null;
  readonly hasCopied: boolean;
  readonly onShare: (sentence: string) => void;
}

export function ShareLink({ shared, hasCopied, onShare }: ShareLinkProps) {
  if (shared === null) return <div className={styles['link']} />;
  const { link, sentence, holds } = shared;
  return (
    <div className={styles['link']}>
      <p>{hasCopied ? text.app.link.copied : words.copyByHand}</p>
      <input
        type="text"
        readOnly
        aria-label={words.link}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className="note">{words.holds[holds]}</p>
      {link.length > LONG_LINK_LENGTH && <p className="note">{words.long(formatCount(link.length))}</p>}
      <details>
        <summary>{words.frame}</summary>
        <textarea
          readOnly
          rows={3}
          aria-label={words.frame}
          value={iframeCode(link, text.app.title)}
          onFocus={(event) => event.currentTarget.select()}
        />
      </details>
      <SentenceField sentence={sentence ?? ''} onShare={onShare} />
    </div>
  );
}

interface SentenceFieldProps {
  readonly sentence: string;
  readonly onShare: (sentence: string) => void;
}

function SentenceField({ sentence, onShare }: SentenceFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(sentence);
  return (
    <div className={styles['sentence']}>
      <label htmlFor={id}>{words.sentence}</label>
      <textarea
        id={id}
        rows={2}
        dir="auto"
        maxLength={limits.sentenceLength}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onShare(typed);
        }}
      />
      {/* The button stays after a click, so that it keeps the focus. */}
      {(typed.trim() !== '' || sentence !== '') && (
        <Button look="primary" onClick={() => onShare(typed)}>
          {words.copyWith}
        </Button>
      )}
    </div>
  );
}
