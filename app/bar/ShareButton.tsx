/** Copies the link, with the result of a finished run; where the browser forbids that, shows it to be copied by hand. */
import { useState } from 'react';
import { text } from '../../src/text/text.ts';
import { sentFor } from '../state/link/fingerprintStore.ts';
import { usePlayground } from '../state/playground.ts';
import type { SharedLink } from '../state/sharing.ts';
import { copyText } from '../ui/browser.ts';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import { Popover } from '../ui/Popover.tsx';
import styles from './RunBar.module.css';

const words = text.app.link;

const sharePart = lazyPart(() => import('./ShareLink.tsx'));

export function ShareButton() {
  const playground = usePlayground();
  const { experiments, fingerprints, links, messages } = playground;
  const [isOpened, setOpened] = useState(false);
  const [shared, setShared] = useState<SharedLink | null>(null);
  const [hasCopied, setCopied] = useState(false);
  const share = async (sentence: string): Promise<void> => {
    setOpened(true);
    setShared(null);
    const part = await sharePart.load().catch(() => null);
    const made = part && part.sharedLinkOf(playground, sentence);
    const copied = await copyText(made?.link ?? links.currentLink());
    setShared(made);
    setCopied(copied);
    if (copied) messages.announce(words.copied);
  };
  const before = (): string => sentFor(fingerprints, experiments.experiment()).sentence ?? '';
  return (
    <Popover
      icon="share"
      title={words.share}
      onClick={() => void share(before())}
      content={
        isOpened && (
          <Lazy part={sharePart} name={words.share}>
            {({ ShareLink }) => (
              <ShareLink shared={shared} hasCopied={hasCopied} onShare={(sentence) => void share(sentence)} />
            )}
          </Lazy>
        )
      }
    >
      <span className={styles['word']}>{words.share}</span>
    </Popover>
  );
}
