/** Offers what may help where networks over-fit, with what a quick look at smaller ones found. */
import { Fragment, useEffect } from 'react';
import { useStore } from 'zustand';
import { setComparison } from '../../../src/experiment/edit.ts';
import { remedyOf } from '../../../src/experiment/remedies.ts';
import type { Finding } from '../../../src/run/report/findings/finding.ts';
import { spokenNameOf } from '../../../src/run/report/verdictWords.ts';
import { pickCandidate } from '../../../src/run/reportable.ts';
import { capitalised } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { useExperiment, usePlayground, useRunStatus } from '../../state/playground.ts';
import { quickLooksOf } from '../../state/quickLook.ts';
import { useEdit } from '../../state/useEdit.ts';
import { Button } from '../../ui/Button.tsx';
import { withUnbrokenPercent } from '../../ui/format.ts';
import type { ShownRun } from '../../view/useCards.ts';

const words = text.smaller;

interface RemediesProps extends ShownRun {
  readonly offer: NonNullable<Finding['offer']>;
}

export function Remedies({ offer, ...run }: RemediesProps) {
  const edit = useEdit();
  const now = useExperiment();
  return offer.map((id) => {
    if (id === 'bestSize') return <Smaller key={id} {...run} />;
    const remedy = remedyOf(id, now);
    if (remedy === null) return null;
    return (
      <Fragment key={id}>
        {' · '}
        <Button look="link" onClick={() => edit((old) => remedyOf(id, old)?.applied ?? old)}>
          {capitalised(remedy.label)}
        </Button>
      </Fragment>
    );
  });
}

function Smaller({ experiment, summary }: ShownRun) {
  const edit = useEdit();
  const { budget } = useExperiment().comparison;
  const looks = quickLooksOf(usePlayground());
  const { of, best } = useStore(looks.found);
  // Runs trained elsewhere are no reason to train here unasked.
  const isOwn = useRunStatus(({ phase }) => phase === 'finished');
  const card = pickCandidate(summary.cards);
  useEffect(
    () => (isOwn && card ? looks.want(experiment, card) : undefined),
    [isOwn, looks, card, experiment],
  );
  if (budget === 'bestSize') return null;
  return (
    <>
      {' · '}
      <Button look="link" onClick={() => edit((now) => setComparison(now, { budget: 'bestSize' }))}>
        {words.offer}
      </Button>
      {card && card === of && best && Number.isFinite(best.gain) && (
        <div>
          {withUnbrokenPercent(words.look(spokenNameOf(experiment, card.cardId), best.factor, best.gain))}
        </div>
      )}
    </>
  );
}
