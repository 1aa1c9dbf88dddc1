/** Leads from a sentence to where the reader sees that it is so, and puts the focus there. */
import type { Evidence } from '../../../src/report/findings/findings.ts';
import type { ViewStore } from '../../state/stores/viewStore.ts';
import { mapIdOf, placeIds, resultIdOf } from '../../view/places.ts';
import type { BuiltCard } from '../../view/useGatedCards.ts';

export async function showEvidence(
  view: ViewStore,
  evidence: Evidence,
  built: readonly BuiltCard[],
): Promise<void> {
  if (evidence.kind === 'curves') view.setState({ curves: 'loss' });
  if (evidence.kind === 'gates') showWeight(view, evidence, built);
  const element = await elementOf(idOf(evidence));
  element?.scrollIntoView({ block: 'center' });
  element?.focus({ preventScroll: true });
}

function idOf(evidence: Evidence): string {
  if (evidence.kind === 'gates') return mapIdOf(evidence.cardId, evidence.level);
  return evidence.kind === 'results' ? resultIdOf(evidence.cardId, evidence.task) : placeIds[evidence.kind];
}

/** The share of the output of one task that comes from another one's experts, as the mean over repetitions. */
function showWeight(
  view: ViewStore,
  { cardId, level, task, lender }: Extract<Evidence, { kind: 'gates' }>,
  built: readonly BuiltCard[],
): void {
  const spec = built.find(({ card }) => card.id === cardId)?.topology.levels[level];
  const unit = spec?.units.findIndex(({ owner }) => owner === task) ?? -1;
  const expert = spec?.experts.findIndex(({ owner }) => owner === lender) ?? -1;
  view.setState(({ hiddenIds }) => ({
    tab: 'gates',
    gateView: 'tasks',
    reading: 'contribution',
    replica: 'mean',
    // Of the last evaluation, as the sentence is.
    scrubStep: null,
    hiddenIds: new Set([...hiddenIds].filter((id) => id !== cardId)),
    cell: unit < 0 || expert < 0 ? null : { cardId, level, unit, expert },
  }));
}

/** Another tab may have to be downloaded first. */
const PATIENCE_MS = 5000;

/** Null: it did not come. */
async function elementOf(id: string): Promise<HTMLElement | null> {
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const element = document.getElementById(id);
    if (element !== null || performance.now() > endMs) return element;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
