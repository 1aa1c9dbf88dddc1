/** Saves the run that is shown; what writes it is a download of its own. */
import { text } from '../../src/text/text.ts';
import type { Playground } from '../state/createPlayground.ts';
import { download } from '../ui/browser.ts';
import { lazyPart } from '../ui/Lazy.tsx';
import type { RunFile } from './runFiles.ts';

const words = text.app.menu;

const runFilesPart = lazyPart(() => import('./runFiles.ts'));

/** Says so where there is nothing to save. */
export async function saveRun({ messages, ...playground }: Playground, file: RunFile): Promise<void> {
  const written = await runFilesPart.load().then(
    ({ runFileOf }) => runFileOf(playground, file) ?? words.noResults,
    () => words.notLoaded,
  );
  if (typeof written === 'string') {
    // The next choice is another try.
    runFilesPart.tryAgain();
    messages.showToast(written, false);
  } else download(written.content, written.name);
}
