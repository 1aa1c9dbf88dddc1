/** The page, its run and the paper as BibTeX. */
import { useEffect, useState } from 'react';
import citation from '../../CITATION.cff?raw';
import { bibtexOf } from '../../src/run/report/citation.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from '../state/createPlayground.ts';
import { fingerprintFor, linkExtrasFor } from '../state/link/fingerprintStore.ts';
import { homeAddress, hostOfFile } from '../state/link/standalone.ts';
import { usePlayground } from '../state/playground.ts';
import { type SharedLink, sharedLinkOf } from '../state/sharing.ts';
import { CopyableText } from '../ui/CopyableText.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './About.module.css';

const words = text.cite;

export function CiteDialog({ onClose }: { readonly onClose: () => void }) {
  const cited = useCitation();
  const host = hostOfFile();
  return (
    <Dialog
      title={text.app.menu.cite}
      intro={words.intro}
      className={styles['dialog']}
      closedby="any"
      onClose={onClose}
    >
      {() =>
        cited !== null && (
          <div className={styles['text']}>
            <CopyableText
              label={words.bibtex}
              copyWords={words.copy}
              value={cited.bibtex}
              rows={cited.bibtex.split('\n').length}
            />
            <dl className={styles['meanings']}>
              {cited.parts.map(([part, meaning]) => (
                <div key={part}>
                  <dt>{part}</dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
            {host !== null && <p>{text.sharing.leadsTo(host)}</p>}
            {!homeAddress().startsWith('http') && <p>{words.onDisk}</p>}
          </div>
        )
      }
    </Dialog>
  );
}

// In an effect, since a link with a result is also written to the address bar.
function useCitation() {
  const playground = usePlayground();
  const [cited, setCited] = useState<ReturnType<typeof citationOf> | null>(null);
  useEffect(() => setCited(citationOf(playground)), [playground]);
  return cited;
}

function citationOf(playground: Playground) {
  const { experiments, fingerprints, lessons, links } = playground;
  const experiment = experiments.experiment();
  const fingerprint = fingerprintFor(fingerprints, experiment, lessons.getState().isCovered);
  const { sentence } = linkExtrasFor(fingerprints, experiment);
  const { link, holds }: Pick<SharedLink, 'link' | 'holds'> =
    fingerprint === null
      ? { link: links.currentLink(), holds: 'nothing' }
      : sharedLinkOf(playground, sentence ?? '');
  return {
    bibtex: bibtexOf(citation, { url: link, fingerprint }),
    parts: [
      words.release,
      [words.link, text.sharing.holds[holds]],
      ...(fingerprint === null ? [] : [words.fingerprint]),
    ] as const,
  };
}
