/** Entry of the page: creates everything that outlives components and renders the app. */
import './ui/styles/tokens.css';
import './ui/styles/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isOffline } from '../src/core/retriedDownload.ts';
import { WorkerSession } from '../src/session/client/workerSession.ts';
import { text } from '../src/text/text.ts';
import { App } from './App.tsx';
import { offlinePart, resultsPart } from './panels/lazyParts.ts';
import { createPlayground, createTrainingSession } from './state/createPlayground.ts';
import { PlaygroundContext } from './state/playground.ts';

const createWorker = (): Worker =>
  new Worker(new URL('../src/worker.ts', import.meta.url), { type: 'module' });

// Kept, since the page writes its address soon.
const openedHash = location.hash;
const playground = createPlayground(
  {
    openSession: (files) => createTrainingSession(createWorker, files),
    openPlainSession: () => new WorkerSession(createWorker),
  },
  openedHash,
);

// If the download fails, the panels report it.
function startResults(): void {
  resultsPart.load().then(
    ({
      keepFocus,
      listenForShortcuts,
      reopenTab,
      showKnownRun,
      playOpening,
      watchFinishedRuns,
      speakVerdicts,
    }) => {
      reopenTab(playground.view);
      void showKnownRun(playground);
      // Called at once, so that the end of the recorded run is not visible before its replay.
      playOpening(playground, openedHash);
      watchFinishedRuns(playground);
      speakVerdicts(playground);
      listenForShortcuts(playground);
      keepFocus();
    },
    () => {},
  );
}
startResults();
resultsPart.attempts.subscribe(startResults);

const settlingDelayMs = 1000;

// Last, as it downloads everything. The development server has no service worker.
async function registerForOfflineUse(): Promise<void> {
  await new Promise((resolve) => addEventListener('load', resolve));
  await resultsPart.load();
  await new Promise((resolve) => setTimeout(resolve, settlingDelayMs));
  const { registerServiceWorker } = await offlinePart.load();
  await registerServiceWorker(playground.messages);
}
if (import.meta.env.PROD) registerForOfflineUse().catch(() => {});

const hiddenPageTurn = playground.queue.join('hiddenPage', () => {});
addEventListener('pagehide', hiddenPageTurn.take);
addEventListener('pageshow', hiddenPageTurn.giveBack);

// After an update of the site, old parts not yet downloaded are gone, so a reload is offered, except offline.
addEventListener('vite:preloadError', () => {
  const { part, partDetail, partOffline } = text.app.failures;
  const canReload = !isOffline();
  playground.messages.showNotice({
    title: part,
    sentences: [canReload ? partDetail : partOffline],
    canReload,
  });
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id root.');
createRoot(root).render(
  <StrictMode>
    <PlaygroundContext value={playground}>
      <App />
    </PlaygroundContext>
  </StrictMode>,
);
