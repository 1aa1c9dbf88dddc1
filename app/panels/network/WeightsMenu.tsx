/** The network out of the page and back in: as a PyTorch program, as weights. */
import { type ChangeEvent, useRef } from 'react';
import type { CardConfig } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground, useReplica } from '../../state/playground.ts';
import { lazyPart } from '../../ui/Lazy.tsx';
import { Popover, PopoverChoice } from '../../ui/Popover.tsx';

const words = text.weights;

const weightsPart = lazyPart(() => import('../../weights/weights.ts'));

type Weights = Awaited<ReturnType<typeof weightsPart.load>>;

export function WeightsMenu({ card }: { readonly card: CardConfig }) {
  const playground = usePlayground();
  const replica = useReplica();
  const picker = useRef<HTMLInputElement>(null);
  const withWeights = (act: (weights: Weights) => Promise<void>): void => {
    // A part that cannot be downloaded says so itself; the next choice tries again.
    weightsPart.load().then(act, () => weightsPart.tryAgain());
  };
  const save = (what: Parameters<Weights['saveNetwork']>[3]) => () =>
    withWeights(({ saveNetwork }) => saveNetwork(playground, card.id, replica, what));
  const onPick = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    if (file) withWeights(({ loadWeights }) => loadWeights(playground, card, replica, file));
    // The same file may be picked again.
    target.value = '';
  };
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".safetensors"
        hidden
        aria-label={words.load}
        onChange={onPick}
      />
      <Popover
        title={words.menu}
        content={
          <>
            <PopoverChoice title={words.program} detail={words.programDetail} onChoose={save('program')} />
            <PopoverChoice title={words.file} detail={words.fileDetail(replica)} onChoose={save('weights')} />
            <PopoverChoice title={words.adam} detail={words.adamDetail} onChoose={save('adam')} />
            <PopoverChoice
              title={words.load}
              detail={words.loadDetail(replica)}
              onChoose={() => picker.current?.click()}
            />
          </>
        }
      >
        {words.menu}
      </Popover>
    </>
  );
}
