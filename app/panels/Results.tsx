/** The tabs of results. */
import { text } from '../../src/text/text.ts';
import { usePlayground, useResults, useView } from '../state/playground.ts';
import type { Tab } from '../state/stores/viewStore.ts';
import { Later } from '../ui/Later.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { Banners } from './Banners.tsx';
import { Invitation } from './Invitation.tsx';
import { networksRoom, resultsRoom, sweepRoom } from './rooms.ts';

const tabs: readonly Tab[] = ['compare', 'gates', 'network', 'sweep'];

export function Results() {
  const { view } = usePlayground();
  const tab = useView((state) => state.tab);
  return (
    <>
      <Banners />
      <Later room={resultsRoom}>{({ AlarmAnnouncer }) => <AlarmAnnouncer />}</Later>
      <Tabs
        label={text.app.tabsLabel}
        tabs={tabs.map((value) => ({ value, label: text.app.tabs[value], mark: markOf(value) }))}
        value={tab}
        onChange={(value) => view.setState({ tab: value })}
      >
        {tab !== 'sweep' && <Later room={resultsRoom}>{({ TimeBar }) => <TimeBar />}</Later>}
        <Panel key={tab} tab={tab} />
      </Tabs>
    </>
  );
}

/** Which tab has something to tell while another one is open. */
const markOf = (tab: Tab) =>
  tab === 'gates' ? <Later room={resultsRoom}>{({ AlarmCount }) => <AlarmCount />}</Later> : undefined;

function Panel({ tab }: { readonly tab: Tab }) {
  const isEmpty = useResults().size === 0;
  const name = text.app.tabs[tab];
  if (tab === 'sweep')
    return (
      <Later room={sweepRoom} name={name}>
        {({ SweepPanel }) => <SweepPanel />}
      </Later>
    );
  if (tab === 'compare')
    return (
      <>
        <Later room={resultsRoom} name={name}>
          {({ ComparePanel }) => (isEmpty ? null : <ComparePanel />)}
        </Later>
        {isEmpty && <Invitation />}
      </>
    );
  return (
    <Later room={networksRoom} name={name}>
      {({ GatesPanel, NetworkPanel }) => (tab === 'gates' ? <GatesPanel /> : <NetworkPanel />)}
    </Later>
  );
}
