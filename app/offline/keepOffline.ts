/** Has the browser keep the page, so that it works without a network, and hears of newer versions while it is open. */
import type { MessageStore } from '../state/stores/messageStore.ts';

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
      // Without an answer there is nothing to offer.
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
