/** Registers the service worker and offers a new version of the page, with what a reload would lose. */
import { text } from '../../../src/text/text.ts';
import { usePlayground, useRunStatus } from '../../state/playground.ts';
import type { RunPhase } from '../../state/run/runStatus.ts';
import type { MessageStore } from '../../state/stores/messageStore.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';

const words = text.offline;

const reloadWarnings: Readonly<Record<RunPhase, string>> = {
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
  const consequence = useRunStatus(({ phase }) => reloadWarnings[phase]);
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

export async function registerServiceWorker({
  offerNewVersion,
}: Pick<MessageStore, 'offerNewVersion'>): Promise<void> {
  // Undefined unless the page came over https or from localhost.
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (workers === undefined) return;
  workers.addEventListener('controllerchange', () => {
    isPageOutdated().then(
      (isSo) => isSo && offerNewVersion(),
      // If the server does not answer, no new version is offered.
      () => {},
    );
  });
  const registration = await workers.register('./sw.js').catch(() => undefined);
  // Browsers check for updates only on opening, but pages may stay open for days.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration?.update().catch(() => {});
  });
}

// The name of the first script is a hash of all code.
async function isPageOutdated(): Promise<boolean> {
  const script = document.querySelector('script[type="module"]')?.getAttribute('src');
  const answer = await fetch('./', { cache: 'no-cache' });
  return typeof script === 'string' && answer.ok && !(await answer.text()).includes(script);
}
