/** The tabs of results. */
import { text } from '../../src/text/text.ts';
import { usePlayground, useResults, useRunStatus, useView } from '../state/playground.ts';
import type { Tab } from '../state/stores/viewStore.ts';
import { createRoom, Later } from '../ui/Later.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { Banners } from './Banners.tsx';
import { networksRoom, resultsRoom, sweepRoom } from './rooms.ts';

/** What stands there before there are results; the page opens on some. */
const invitationRoom = createRoom(() => import('./Invitation.tsx'));

const tabs: readonly Tab[] = ['compare', 'gates', 'network', 'learned', 'sweep'];

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
        <Panel key={tab} tab={tab} />
      </Tabs>
    </>
  );
}

/** Which tab has something to tell while another one is open. */
const markOf = (tab: Tab) =>
  tab === 'gates' ? <Later room={resultsRoom}>{({ AlarmCount }) => <AlarmCount />}</Later> : undefined;

function Panel({ tab }: { readonly tab: Tab }) {
  const hasResults = useResults().size > 0;
  // What comes has its place from the start.
  const isEmpty = useRunStatus(({ phase }) => phase === 'idle') && !hasResults;
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
          {({ ComparePanel, Stage }) => (
            <>
              <Stage />
              {isEmpty ? null : <ComparePanel />}
            </>
          )}
        </Later>
        {isEmpty && <Later room={invitationRoom}>{({ Invitation }) => <Invitation />}</Later>}
      </>
    );
  return (
    <Later room={networksRoom} name={name}>
      {({ GatesPanel, LearnedPanel, NetworkPanel }) => {
        if (tab === 'gates') return <GatesPanel />;
        return tab === 'network' ? <NetworkPanel /> : <LearnedPanel />;
      }}
    </Later>
  );
}
