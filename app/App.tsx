/** The whole page: bar, set-up, results. */
import { useEffect } from 'react';
import { text } from '../src/text/text.ts';
import styles from './App.module.css';
import { RunBar } from './bar/RunBar.tsx';
import { ArchitecturesSection } from './config/ArchitecturesSection.tsx';
import { MoreSettings, settingsPart } from './config/MoreSettings.tsx';
import { ownDataPart, TasksSection } from './config/TasksSection.tsx';
import { FileDrop } from './files/FileDrop.tsx';
import { FormPart } from './lesson/FormPart.tsx';
import { Toast } from './messages/Toast.tsx';
import { resultsPart } from './panels/lazyParts.ts';
import { PlaceTabs } from './panels/PlaceTabs.tsx';
import { Results } from './panels/Results.tsx';
import { useMessages, usePlayground, useView } from './state/playground.ts';
import { listenForShortcuts } from './state/shortcuts.ts';
import { placeOfTab } from './state/stores/viewStore.ts';
import { Button } from './ui/Button.tsx';
import { useIsNarrow } from './ui/browser.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { Lazy, lazyPart } from './ui/Lazy.tsx';
import { placeIds } from './view/places.ts';
import { useTones } from './view/useTones.ts';

const aboutPart = lazyPart(() => import('./about/About.tsx'));
const machinePart = lazyPart(() => import('./machine/Machine.tsx'));
const glossaryPart = lazyPart(() => import('./about/GlossaryDialog.tsx'));
const historyPart = lazyPart(() => import('./history/HistoryDialog.tsx'));
const builderPart = lazyPart(() => import('./lesson/builder/LessonBuilder.tsx'));
const galleryPart = lazyPart(() => import('./presets/PresetGallery.tsx'));

export function App() {
  const playground = usePlayground();
  const isNarrow = useIsNarrow();
  const tab = useView((view) => view.tab);
  useEffect(() => listenForShortcuts(playground), [playground]);
  useTones();
  return (
    <div>
      <Button className={styles['skip']} data-aside onClick={focusTasks}>
        {text.app.skipToSetUp}
      </Button>
      <RunBar
        places={<PlaceTabs />}
        scrubber={
          placeOfTab(tab) === 'sweep' ? null : <Lazy part={resultsPart}>{({ TimeBar }) => <TimeBar />}</Lazy>
        }
      />
      <main className={styles['columns']}>
        <section className={styles['results']} aria-label={text.app.results}>
          {isNarrow ? (
            <Results
              tasks={<Tasks />}
              setUp={
                <section className={styles['setUp']} aria-label={text.app.setUp} data-aside>
                  <SetUp />
                </section>
              }
            />
          ) : (
            <Results tasks={null} setUp={null} />
          )}
        </section>
        {!isNarrow && (
          <section className={styles['setUp']} aria-label={text.app.setUp} data-aside>
            <Tasks />
            <SetUp />
          </section>
        )}
      </main>
      <OpenDialog />
      <FileDrop />
      <Toast />
      <LiveRegion />
    </div>
  );
}

/** Leads past the results, which come first, to what changes them. A link would do, but the address holds the experiment. */
function focusTasks(): void {
  document.getElementById(placeIds.tasks)?.focus();
}

/** The part of the set-up that changes what the stage shows at once: on a narrow screen it stands below it. */
function Tasks() {
  return (
    <ErrorBoundary name={text.app.tasks.title}>
      <TasksSection />
    </ErrorBoundary>
  );
}

function SetUp() {
  return (
    <ErrorBoundary name={text.app.setUp}>
      <FormPart part="architectures">
        <ArchitecturesSection />
      </FormPart>
      <MoreSettings />
      <Lazy part={settingsPart}>{({ OpenedChanges }) => <OpenedChanges />}</Lazy>
    </ErrorBoundary>
  );
}

function OpenDialog() {
  const { view } = usePlayground();
  const dialog = useView((state) => state.dialog);
  if (dialog === null) return null;
  // Another one may have taken its place.
  const onClose = (): void => {
    if (view.getState().dialog === dialog) view.setState({ dialog: null });
  };
  switch (dialog.kind) {
    case 'about':
      return (
        <Lazy key={dialog.kind} part={aboutPart} name={text.app.menu.about}>
          {({ About }) => <About onClose={onClose} />}
        </Lazy>
      );
    case 'glossary':
      return (
        <Lazy key={dialog.kind} part={glossaryPart} name={text.app.menu.glossary}>
          {({ GlossaryDialog }) => <GlossaryDialog onClose={onClose} />}
        </Lazy>
      );
    case 'history':
      return (
        <Lazy key={dialog.kind} part={historyPart} name={text.app.menu.history}>
          {({ HistoryDialog }) => <HistoryDialog onClose={onClose} />}
        </Lazy>
      );
    case 'lesson':
      return (
        <Lazy key={dialog.kind} part={builderPart} name={text.app.menu.lesson}>
          {({ LessonBuilder }) => <LessonBuilder onClose={onClose} />}
        </Lazy>
      );
    case 'gpuCheck':
    case 'machine':
      return (
        <Lazy key={dialog.kind} part={machinePart} name={text.app.backend.measure}>
          {({ MachineDialog }) => <MachineDialog kind={dialog.kind} onClose={onClose} />}
        </Lazy>
      );
    case 'gallery':
      return (
        <Lazy key={dialog.kind} part={galleryPart} name={text.app.menu.presets}>
          {({ PresetGallery }) => <PresetGallery onClose={onClose} />}
        </Lazy>
      );
    case 'import':
      return (
        <Lazy key={dialog.kind} part={ownDataPart} name={text.app.ownData.title}>
          {({ ImportDialog }) => <ImportDialog request={dialog} onClose={onClose} />}
        </Lazy>
      );
    default:
      return dialog satisfies never;
  }
}

function LiveRegion() {
  const announcement = useMessages((state) => state.announcement);
  return (
    <div role="status" aria-live="polite" className="visuallyHidden">
      {announcement}
    </div>
  );
}
