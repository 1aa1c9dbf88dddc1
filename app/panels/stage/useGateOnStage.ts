/** The gate of the stage that is looked into, and the way back to where it was opened. */
import { useCallback, useState } from 'react';
import type { ChosenGate } from '../../charts/gate/insideGate.ts';
import { usePlayground, useView } from '../../state/playground.ts';
import { rowPart } from '../row/rowPart.ts';
import { defaultRow } from '../row/useRowShown.ts';

export interface GatePlaceOnStage {
  readonly cardId: string;
  readonly part: string;
}

export function useGateOnStage() {
  const { view } = usePlayground();
  const gate = useView((state) => state.gate);
  const [openedFrom, setOpenedFrom] = useState<GatePlaceOnStage | null>(null);
  const open = useCallback(
    (from: GatePlaceOnStage, chosen: ChosenGate): void => {
      setOpenedFrom(from);
      void rowPart.use(() => view.setState(({ row }) => ({ gate: chosen, row: row ?? defaultRow })));
    },
    [view],
  );
  const leaveGate = (): void => {
    view.setState({ gate: null });
    const diagram = `[data-stage] [data-card="${openedFrom?.cardId}"] [role="application"]`;
    requestAnimationFrame(() => document.querySelector<HTMLElement>(diagram)?.focus({ preventScroll: true }));
  };
  return { gate, leaveGate, openedFrom, open };
}
