/** What the gates shown give reason to warn of. */
import { useMemo } from 'react';
import { type Alarm, alarmsOf, type CardConfig } from '../../../src/index.ts';
import type { GatedCard } from './useGatedCards.ts';

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
