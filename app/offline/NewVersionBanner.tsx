/**
 * Offers the newer version of the page that has come meanwhile, and says what a reload takes away. One download with what
 * keeps the page.
 */
import { text } from '../../src/text/text.ts';
import { usePlayground, useRunStatus } from '../state/playground.ts';
import type { RunPhase } from '../state/run/runStatus.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';

const words = text.offline;

export { keepOffline } from './keepOffline.ts';

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
