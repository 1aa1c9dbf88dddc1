/** Says that results are of another set-up than the form, with undo. */
import { text } from '../../src/text/text.ts';
import { usePlayground, useRunStatus, useShownExperiment, useView } from '../state/playground.ts';
import { undoToShownRun } from '../state/useEdit.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';

export function StaleBanner() {
  const playground = usePlayground();
  const tab = useView((view) => view.tab);
  const { isStale } = useShownExperiment();
  const hasResults = useRunStatus((status) => status.step > 0);
  if (!isStale || !hasResults || tab === 'play') return null;
  return (
    <Banner
      tone="warn"
      actions={<Button onClick={() => undoToShownRun(playground)}>{text.app.ui.undo}</Button>}
    >
      {text.app.run.stale}
    </Banner>
  );
}
