/** Entry of the page: makes everything that lives longer than a component, once, and draws the page. */
import './styles/tokens.css';
import './styles/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { text } from '../src/text/text.ts';
import { App } from './App.tsx';
import { createPlayground } from './state/createPlayground.ts';
import { PlaygroundContext } from './state/playground.ts';
import { createLazySession } from './state/run/lazySession.ts';
import { loadRunParts } from './state/run/loadRunParts.ts';

const createWorker = (): Worker =>
  new Worker(new URL('../src/worker.ts', import.meta.url), { type: 'module' });

const createSession = () =>
  createLazySession(async () => (await loadRunParts()).createTrainingSession(createWorker));

const playground = createPlayground(createSession, location.hash);

// Where these cannot be loaded, the invitation to press Play stays, links go without a fingerprint, verdicts are not read aloud.
import('./state/recordedView.ts').then(({ showRecording }) => showRecording(playground)).catch(() => {});
import('./state/ownFingerprint.ts')
  .then(({ watchFinishedRuns }) => watchFinishedRuns(playground))
  .catch(() => {});
import('./state/spokenVerdict.ts').then(({ speakVerdicts }) => speakVerdicts(playground)).catch(() => {});

// A page put away for the back button must not go on training unseen.
addEventListener('pagehide', (event) => {
  if (event.persisted) playground.run.pause();
});

// After an update of the page the parts that an open one has not loaded yet are gone.
addEventListener('vite:preloadError', () => {
  const { part, partDetail } = text.app.failures;
  playground.messages.showNotice({ title: part, sentences: [partDetail], canReload: true });
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
