/** The tabs of results. */
import type { ReactNode } from 'react';
import { text } from '../../src/text/text.ts';
import { usePlayground, useResults, useView } from '../state/playground.ts';
import type { Tab } from '../state/stores/viewStore.ts';
import { SweepPanel } from '../sweep/lazySweep.ts';
import { TimeBar } from '../time/lazyTimeBar.ts';
import { Later } from '../ui/Later.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { Invitation } from './Invitation.tsx';
import { AlarmAnnouncer, AlarmCount, ComparePanel, GatesPanel, NetworkPanel } from './lazyPanels.ts';
import { Banners } from './notices/Banners.tsx';

const panels = { compare: Compare, gates: GatesPanel, network: NetworkPanel, sweep: SweepPanel };
const tabs: readonly Tab[] = ['compare', 'gates', 'network', 'sweep'];

export function Results() {
  const { view } = usePlayground();
  const tab = useView((state) => state.tab);
  const Panel = panels[tab];
  return (
    <>
      <Banners />
      <Later>
        <AlarmAnnouncer />
      </Later>
      <Tabs
        label={text.app.tabsLabel}
        tabs={tabs.map((value) => ({ value, label: text.app.tabs[value], mark: marks[value] }))}
        value={tab}
        onChange={(value) => view.setState({ tab: value })}
      >
        {tab !== 'sweep' && (
          <Later name={text.app.timeMachine}>
            <TimeBar />
          </Later>
        )}
        <Later key={tab} name={text.app.tabs[tab]}>
          <Panel />
        </Later>
      </Tabs>
    </>
  );
}

const marks: Partial<Record<Tab, ReactNode>> = {
  gates: (
    <Later>
      <AlarmCount />
    </Later>
  ),
};

/** Charts as soon as there is something to draw. */
function Compare() {
  return useResults().size === 0 ? <Invitation /> : <ComparePanel />;
}
