/** Entry of the page: makes everything that lives longer than a component, once, and draws the page. */
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
import { keptInFile } from './state/link/standalone.ts';
import { PlaygroundContext } from './state/playground.ts';

const createWorker = (): Worker =>
  new Worker(new URL('../src/worker.ts', import.meta.url), { type: 'module' });

const hash = location.hash.length > 1 ? location.hash : `#${keptInFile()?.link ?? ''}`;
const playground = createPlayground(
  {
    openSession: (files) => createTrainingSession(createWorker, files),
    openQuiet: () => new WorkerSession(createWorker),
  },
  hash,
);

if (new URLSearchParams(location.search).has('gpu-check'))
  playground.view.setState({ dialog: { kind: 'gpuCheck' } });

/** Where it cannot be downloaded, its panels say so and the invitation to press Play stays. */
function startResults(): void {
  resultsPart.load().then(
    ({ keepFocus, reopenTab, showKnownRun, playOpening, watchFinishedRuns, speakVerdicts }) => {
      reopenTab(playground.view);
      void showKnownRun(playground);
      // The opening begins at once, so that the end of the run is not seen before.
      playOpening(playground, hash);
      watchFinishedRuns(playground);
      speakVerdicts(playground);
      keepFocus();
    },
    () => {},
  );
}
startResults();
resultsPart.attempts.subscribe(startResults);

/** How long after its parts have come a page is at rest. */
const settlingMs = 1000;

/** Last of all, since it downloads everything. The development server has no service worker. */
async function keepPage(): Promise<void> {
  await new Promise((resolve) => addEventListener('load', resolve));
  await resultsPart.load();
  await new Promise((resolve) => setTimeout(resolve, settlingMs));
  const { keepOffline } = await offlinePart.load();
  await keepOffline(playground.messages);
}
if (import.meta.env.PROD) keepPage().catch(() => {});

// A page put away for the back button must not go on training unseen.
addEventListener('pagehide', (event) => {
  if (!event.persisted) return;
  playground.run.pause();
  for (const training of playground.besideRun) training.putAway();
});

// After an update of the page the parts that an open one has not loaded yet are gone. Without a network a reload takes the rest.
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
