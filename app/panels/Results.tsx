/** The tabs of results. */
import { text } from '../../src/text/text.ts';
import { useNetworks, usePlayground, useRunStatus, useView } from '../state/playground.ts';
import type { Tab } from '../state/stores/viewStore.ts';
import { Lazy } from '../ui/Lazy.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { Banners } from './Banners.tsx';
import { networksPart, resultsPart, sweepPart } from './lazyParts.ts';

const tabs: readonly Tab[] = ['compare', 'gates', 'network', 'learned', 'sweep'];

export function Results() {
  const { view } = usePlayground();
  const tab = useView((state) => state.tab);
  return (
    <>
      <Banners />
      <Lazy part={resultsPart}>{({ AlarmAnnouncer }) => <AlarmAnnouncer />}</Lazy>
      <Tabs
        label={text.app.tabsLabel}
        tabs={tabs.map((value) => ({ value, label: text.app.tabs[value], mark: markOf(value) }))}
        value={tab}
        onChange={(value) => view.setState({ tab: value })}
      >
        <Panel key={tab} tab={tab} />
      </Tabs>
    </>
  );
}

/** Which tab has something to tell while another one is open. */
const markOf = (tab: Tab) =>
  tab === 'gates' ? <Lazy part={resultsPart}>{({ AlarmCount }) => <AlarmCount />}</Lazy> : undefined;

function Panel({ tab }: { readonly tab: Tab }) {
  const hasResults = useNetworks().size > 0;
  // What comes has its place from the start.
  const isEmpty = useRunStatus(({ phase }) => phase === 'idle') && !hasResults;
  const name = text.app.tabs[tab];
  if (tab === 'sweep')
    return (
      <Lazy part={sweepPart} name={name}>
        {({ SweepPanel }) => <SweepPanel />}
      </Lazy>
    );
  if (tab === 'compare')
    return (
      <Lazy part={resultsPart} name={name}>
        {({ ComparePanel, Invitation, Stage }) => (
          <>
            <Stage />
            {isEmpty ? <Invitation /> : <ComparePanel />}
          </>
        )}
      </Lazy>
    );
  return (
    <Lazy part={networksPart} name={name}>
      {({ GatesPanel, LearnedPanel, NetworkPanel }) => {
        if (tab === 'gates') return <GatesPanel />;
        return tab === 'network' ? <NetworkPanel /> : <LearnedPanel />;
      }}
    </Lazy>
  );
}
