/** The panels of *Inspect*, as one download: a new one is a line here, and its name in `text.app.tabs`. */
import type { ComponentType } from 'react';
import type { InspectTab } from '../../src/experiment/link/tabs.ts';
import { text } from '../../src/text/text.ts';
import { useIsCovered } from '../state/playground.ts';
import { EmptyState } from '../ui/Banner.tsx';
import { GatesPanel } from './gates/GatesPanel.tsx';
import { LearnedPanel } from './learned/LearnedPanel.tsx';
import { NetworkPanel } from './network/NetworkPanel.tsx';
import { RowPanel } from './row/RowPanel.tsx';

interface InspectPanelEntry {
  readonly Panel: ComponentType;
  /** A lesson then covers it until its question is answered. */
  readonly tellsResult: boolean;
}

const inspectPanels: Readonly<Record<InspectTab, InspectPanelEntry>> = {
  gates: { Panel: GatesPanel, tellsResult: false },
  row: { Panel: RowPanel, tellsResult: false },
  learned: { Panel: LearnedPanel, tellsResult: true },
  equations: { Panel: NetworkPanel, tellsResult: false },
};

export function InspectPanel({ tab }: { readonly tab: InspectTab }) {
  const isCovered = useIsCovered();
  const { Panel, tellsResult } = inspectPanels[tab];
  return isCovered && tellsResult ? <EmptyState title={text.app.covered} /> : <Panel />;
}
