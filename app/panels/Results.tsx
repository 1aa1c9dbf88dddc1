/** The place that is open: *Play*, *Inspect* or *Sweep*. */

import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { text } from '../../src/text/text.ts';
import { useNetworks, usePlayground, useRunStatus, useView } from '../state/playground.ts';
import { isUnread } from '../state/stores/lessonStore.ts';
import { isSweepReading, placeOfTab, type Tab } from '../state/stores/viewStore.ts';
import { Lazy } from '../ui/Lazy.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { placeIds } from '../view/places.ts';
import { Banners } from './Banners.tsx';
import { comparePart, networksPart, resultsPart, sweepPart } from './lazyParts.ts';
import styles from './PlaceTabs.module.css';
import { tabIdOf } from './PlaceTabs.tsx';

interface ResultsProps {
  /** Stands below the stage, where the page has one column. */
  readonly tasks: ReactNode;
  /** Stands below the answer, where the page has one column. */
  readonly setUp: ReactNode;
}

export function Results(props: ResultsProps) {
  const tab = useView((state) => state.tab);
  // A lesson says which place is open: another one would be seen for a moment.
  const isAwaited = useStore(usePlayground().lessons, isUnread);
  if (isAwaited) return <Banners />;
  return (
    <>
      <Banners />
      <Lazy part={resultsPart}>
        {({ AlarmAnnouncer, ProjectorEnd }) => (
          <>
            <AlarmAnnouncer />
            <ProjectorEnd />
          </>
        )}
      </Lazy>
      <div
        role="tabpanel"
        id={placeIds.place}
        tabIndex={-1}
        aria-labelledby={tabIdOf(placeOfTab(tab))}
        className={tab === 'play' ? undefined : styles['panel']}
      >
        {tab === 'play' ? <PlayPlace {...props} /> : <OtherPlace tab={tab} />}
      </div>
      {tab !== 'play' && (
        <>
          {props.tasks}
          {props.setUp}
        </>
      )}
    </>
  );
}

function PlayPlace({ tasks, setUp }: ResultsProps) {
  const hasResults = useNetworks().size > 0;
  // What comes has its place from the start.
  const isAwaited = useStore(usePlayground().knownRuns, ({ numAwaited }) => numAwaited > 0);
  const isEmpty = useRunStatus(({ phase }) => phase === 'idle') && !hasResults && !isAwaited;
  return (
    <>
      <Lazy part={resultsPart} name={text.app.places.play} ownContent={tasks}>
        {({ OpeningQuestion, Stage }) => (
          <>
            <OpeningQuestion />
            <Stage />
            {tasks}
          </>
        )}
      </Lazy>
      <Lazy part={comparePart} name={text.app.results} ownContent={setUp}>
        {({ ComparePanel }) => <ComparePanel invitation={isEmpty ? <Start /> : null} afterAnswer={setUp} />}
      </Lazy>
    </>
  );
}

const Start = () => <Lazy part={resultsPart}>{({ Invitation }) => <Invitation />}</Lazy>;

function OtherPlace({ tab }: { readonly tab: Exclude<Tab, 'play'> }) {
  if (isSweepReading(tab))
    return (
      <>
        <ReadingChoice names={sweepNames} tab={tab} />
        <Lazy part={sweepPart} name={text.app.places.sweep}>
          {({ SweepPlace }) => <SweepPlace reading={tab} />}
        </Lazy>
      </>
    );
  return (
    <>
      <ReadingChoice names={inspectionNames} tab={tab} />
      <Lazy key={tab} part={networksPart} name={text.app.tabs[tab]}>
        {({ GatesPanel, LearnedPanel, NetworkPanel, RowPanel }) => {
          if (tab === 'gates') return <GatesPanel />;
          if (tab === 'row') return <RowPanel />;
          return tab === 'equations' ? <NetworkPanel /> : <LearnedPanel />;
        }}
      </Lazy>
    </>
  );
}

const { gates, row, learned, equations, map, sweep, draws, search } = text.app.tabs;
const inspectionNames = { gates, row, learned, equations };
const sweepNames = { map, sweep, draws, search };

interface ReadingChoiceProps<T extends Tab> {
  readonly names: Readonly<Record<T, string>>;
  readonly tab: T;
}

function ReadingChoice<T extends Tab>({ names, tab }: ReadingChoiceProps<T>) {
  const { view } = usePlayground();
  return (
    <div className={styles['choice']}>
      <Segmented
        label={text.app.readingLabel}
        names={names}
        value={tab}
        onChange={(value) => view.setState({ tab: value })}
      />
    </div>
  );
}
