/** Makes an experiment of all architectures out of the one in the form, and trains it. */
import { compareAll, comparesAll } from '../../src/experiment/costs/compareAll.ts';
import { trainingsOf } from '../../src/experiment/derived/trained.ts';
import { text } from '../../src/text/text.ts';
import { useFormGate } from '../lesson/FormPart.tsx';
import { useExperiment, usePlayground } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';

const words = text.app.compareAll;

export function CompareAllButton() {
  const { experiments, run } = usePlayground();
  const edit = useEdit();
  const press = (): void => {
    const all = compareAll(experiments.experiment());
    const numNetworks = trainingsOf(all).flatMap(({ trained }) => trained).length;
    edit(() => all, { lost: words.done(all.cards.length, numNetworks) });
    run.play();
  };
  if (comparesAll(useExperiment())) return null;
  return (
    <Button title={words.hint} onClick={press}>
      {words.action}
    </Button>
  );
}

/** Below a verdict; absent where a lesson closes the form of the architectures. */
export function CompareAllOffer() {
  const isOpen = useFormGate('architectures') === 'open';
  const isDone = comparesAll(useExperiment());
  if (!isOpen || isDone) return null;
  return (
    <p>
      <CompareAllButton /> <span className="note">{words.hint}</span>
    </p>
  );
}
