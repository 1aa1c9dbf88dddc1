/**
 * Offers the newer version of the page that has come meanwhile, and says what a reload takes away. One download with what
 * keeps the page.
 */
import { text } from '../../../src/text/text.ts';
import { usePlayground, useRunStatus } from '../../state/playground.ts';
import type { RunPhase } from '../../state/run/runStatus.ts';
import type { MessageStore } from '../../state/stores/messageStore.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';

const words = text.offline;

const consequences: Readonly<Record<RunPhase, string>> = {
  idle: words.keeps,
  recorded: words.keeps,
  starting: words.losesRun,
  running: words.losesRun,
  paused: words.losesRun,
  finished: words.losesNetworks,
  failed: words.losesResults,
};

export function NewVersionBanner() {
  const { messages } = usePlayground();
  const consequence = useRunStatus(({ phase }) => consequences[phase]);
  return (
    <Banner
      tone="calm"
      actions={<Button onClick={() => location.reload()}>{words.reload}</Button>}
      onClose={messages.hideNewVersion}
    >
      <strong>{text.app.newVersion}</strong> {consequence}
    </Banner>
  );
}

/**
 * Registers the service worker, which downloads the whole page. Where there can be none (no https, a private window) nothing is
 * different, and nothing is said.
 */
export async function keepOffline({ offerNewVersion }: Pick<MessageStore, 'offerNewVersion'>): Promise<void> {
  // Absent on pages that came neither over https nor from this machine.
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (workers === undefined) return;
  workers.addEventListener('controllerchange', () => {
    isOutdated().then(
      (isSo) => isSo && offerNewVersion(),
      // Nothing is offered where no answer comes.
      () => {},
    );
  });
  const registration = await workers.register('./sw.js').catch(() => undefined);
  // Browsers look for a newer version when a page is opened. Some pages stay open for days.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration?.update().catch(() => {});
  });
}

/** Resolves to true if the page would be another one after a reload: its first script is named after all of its code. */
async function isOutdated(): Promise<boolean> {
  const script = document.querySelector('script[type="module"]')?.getAttribute('src');
  const answer = await fetch('./', { cache: 'no-cache' });
  return typeof script === 'string' && answer.ok && !(await answer.text()).includes(script);
}
