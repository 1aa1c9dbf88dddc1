/** What the gates shown give reason to warn of. */
import { useMemo } from 'react';
import { type Alarm, alarmsOf } from '../../../src/analysis/gateAlarms.ts';
import type { CardConfig } from '../../../src/experiment/experiment.ts';
import type { GatedCard } from '../../view/useGatedCards.ts';

export interface CardAlarm {
  readonly card: CardConfig;
  readonly alarm: Alarm;
}

/** At the step looked at, architecture by architecture, level by level. */
export function useAlarms(gated: readonly GatedCard[]): readonly CardAlarm[] {
  return useMemo(
    () =>
      gated.flatMap(({ card, topology, gates }) =>
        alarmsOf(topology, gates?.levels ?? []).map((alarm) => ({ card, alarm })),
      ),
    [gated],
  );
}
