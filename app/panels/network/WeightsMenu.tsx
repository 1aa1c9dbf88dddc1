/** The network out of the page and back in: as a PyTorch program, as weights. */
import { useState } from 'react';
import type { ReplicaChoice } from '../../../src/analysis/gateWeights.ts';
import type { CardConfig } from '../../../src/experiment/experiment.ts';
import { exportStepsOf } from '../../../src/interop/exportSteps.ts';
import { text } from '../../../src/text/text.ts';
import { weightsPart } from '../../bar/MenuChoices.tsx';
import { usePlayground, useReplica, useRunStatus, useShownExperiment } from '../../state/playground.ts';
import { pickFile } from '../../ui/browser.ts';
import { Popover, PopoverChoice } from '../../ui/Popover.tsx';
import { Segmented, type SegmentedProps } from '../../ui/Segmented.tsx';
import { useCardResults } from '../../view/useCardResults.ts';

const words = text.weights;

type Weights = Awaited<ReturnType<typeof weightsPart.load>>;

type Where = 'reported' | 'last';

/** Nothing where the run stands at the step that tables and verdict report, or has none. */
function StepChoice({
  cardId,
  choice,
  ...control
}: Pick<SegmentedProps<Where>, 'value' | 'onChange'> & {
  readonly cardId: string;
  readonly choice: ReplicaChoice;
}) {
  const { shown } = useShownExperiment();
  const results = useCardResults(shown).get(cardId);
  const steps = (results && exportStepsOf(shown, results.reportable, choice === 'mean' ? 0 : choice))
    ?.reported.steps;
  const isElsewhere = useRunStatus(({ step }) => steps?.some((reported) => reported !== step) === true);
  if (steps === undefined || !isElsewhere) return null;
  const tasks = shown.tasks.map(({ name }) => name);
  const names = { reported: words.whereReported(tasks, steps), last: words.asItStands };
  return <Segmented label={words.which} names={names} {...control} />;
}

export function WeightsMenu({ card }: { readonly card: CardConfig }) {
  const playground = usePlayground();
  const replica = useReplica();
  const [where, setWhere] = useState<Where>('reported');
  const withWeights = (act: (weights: Weights) => Promise<void>): void => {
    // A part that cannot be downloaded says so itself; the next choice tries again.
    weightsPart.load().then(act, () => weightsPart.tryAgain());
  };
  const save = (what: Parameters<Weights['saveNetwork']>[2]) => () =>
    withWeights(({ saveNetwork }) =>
      saveNetwork(playground, { cardId: card.id, choice: replica, isAsItStands: where === 'last' }, what),
    );
  const load = () =>
    pickFile('.safetensors', (file) =>
      withWeights(({ loadWeights }) => loadWeights(playground, card, replica, file)),
    );
  return (
    <Popover
      title={words.menu}
      content={
        <>
          <StepChoice cardId={card.id} choice={replica} value={where} onChange={setWhere} />
          <PopoverChoice title={words.program} detail={words.programDetail} onChoose={save('program')} />
          <PopoverChoice title={words.notebook} detail={words.notebookDetail} onChoose={save('notebook')} />
          <PopoverChoice title={words.file} detail={words.fileDetail(replica)} onChoose={save('weights')} />
          <PopoverChoice title={words.adam} detail={words.adamDetail} onChoose={save('adam')} />
          <PopoverChoice title={words.load} detail={words.loadDetail(replica)} onChoose={load} />
        </>
      }
    >
      {words.menu}
    </Popover>
  );
}
