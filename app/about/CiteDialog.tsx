/** The page, its run and the paper as BibTeX. */
import { useEffect, useState } from 'react';
import citation from '../../CITATION.cff?raw';
import { bibtexOf } from '../../src/run/report/citation.ts';
import { text } from '../../src/text/text.ts';
import { fingerprintFor, linkExtrasFor } from '../state/link/fingerprintStore.ts';
import { usePlayground } from '../state/playground.ts';
import { sharedLinkOf } from '../state/sharing.ts';
import { SentenceList } from '../ui/Banner.tsx';
import { CopyableText } from '../ui/CopyableText.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './About.module.css';

const words = text.cite;

export function CiteDialog({ onClose }: { readonly onClose: () => void }) {
  const playground = usePlayground();
  const { experiments, fingerprints, lessons, links } = playground;
  const [experiment] = useState(experiments.experiment);
  const fingerprint = fingerprintFor(fingerprints, experiment, lessons.getState().isCovered);
  const [url, setUrl] = useState('');
  // After rendering, since a link with a result is also written to the address bar.
  useEffect(() => {
    const said = linkExtrasFor(fingerprints, experiment).sentence ?? '';
    queueMicrotask(() =>
      setUrl(fingerprint === null ? links.currentLink() : sharedLinkOf(playground, said).link),
    );
  }, [playground, fingerprints, links, experiment, fingerprint]);
  return (
    <Dialog title={text.app.menu.cite} className={styles['dialog']} intro={words.intro} onClose={onClose}>
      {() => (
        <div className={styles['text']}>
          <CopyableText
            label={words.bibtex}
            copyWords={words.copy}
            value={bibtexOf(citation, { url, fingerprint })}
            lines={18}
          />
          <SentenceList of={[words.version, ...(fingerprint === null ? words.noRun : words.run)]} />
        </div>
      )}
    </Dialog>
  );
}
