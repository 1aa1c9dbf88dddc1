/** The whole page: bar, form and results. */

import { type ComponentType, useEffect } from 'react';
import { referenceOf } from '../src/experiment/comparison.ts';
import { panelGroupOfTab } from '../src/experiment/link/tabs.ts';
import { text } from '../src/text/text.ts';
import styles from './App.module.css';
import { RunBar } from './bar/RunBar.tsx';
import { seriesColorToken } from './charts/base/palette.ts';
import { ArchitecturesSection } from './config/ArchitecturesSection.tsx';
import { MoreSettings, settingsPart } from './config/MoreSettings.tsx';
import { TasksSection } from './config/TasksSection.tsx';
import { FormPart } from './lesson/FormPart.tsx';
import { FileDrop } from './ownData/FileDrop.tsx';
import { resultsPart } from './panels/lazyParts.ts';
import { PlaceTabs } from './panels/PlaceTabs.tsx';
import { Results } from './panels/Results.tsx';
import { useExperiment, useMessages, usePlayground, useView } from './state/playground.ts';
import type { DialogShown } from './state/stores/viewStore.ts';
import { Button } from './ui/Button.tsx';
import { useIsNarrow } from './ui/browser.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { Lazy, type LazyPart, lazyPart } from './ui/Lazy.tsx';
import { Toast } from './view/messages/Toast.tsx';
import { placeIds } from './view/places.ts';

const words = text.app.menu;

type DialogComponent = ComponentType<{ readonly request: DialogShown; readonly onClose: () => void }>;

interface LazyDialog {
  readonly part: LazyPart<DialogComponent>;
  readonly name: string;
}

const lazyDialogOf = <Name extends string>(
  download: () => Promise<Readonly<Record<NoInfer<Name>, DialogComponent>>>,
  part: Name,
  name: string,
): LazyDialog => ({ part: lazyPart(async () => (await download())[part]), name });

const dialogs: Readonly<Record<DialogShown['kind'], LazyDialog>> = {
  about: lazyDialogOf(() => import('./about/About.tsx'), 'About', words.about),
  cite: lazyDialogOf(() => import('./about/CiteDialog.tsx'), 'CiteDialog', words.cite),
  glossary: lazyDialogOf(() => import('./about/GlossaryDialog.tsx'), 'GlossaryDialog', words.glossary),
  history: lazyDialogOf(() => import('./files/history/HistoryDialog.tsx'), 'HistoryDialog', words.history),
  lesson: lazyDialogOf(() => import('./lesson/builder/LessonBuilder.tsx'), 'LessonBuilder', words.lesson),
  gallery: lazyDialogOf(() => import('./config/presets/PresetGallery.tsx'), 'PresetGallery', words.presets),
  machine: lazyDialogOf(() => import('./bar/Machine.tsx'), 'Machine', text.app.backend.measure),
  import: lazyDialogOf(() => import('./ownData/OwnData.tsx'), 'ImportDialog', text.app.ownData.title),
};

export function App() {
  const isNarrow = useIsNarrow();
  const tab = useView((view) => view.tab);
  useTones();
  return (
    <div>
      <Button className={styles['skip']} data-aside onClick={focusTasks}>
        {text.app.skipToSetUp}
      </Button>
      <RunBar
        places={<PlaceTabs />}
        scrubber={
          panelGroupOfTab(tab) === 'sweep' ? null : (
            <Lazy part={resultsPart}>{({ TimeBar }) => <TimeBar />}</Lazy>
          )
        }
      />
      <main className={styles['columns']}>
        <section className={styles['results']} aria-label={text.app.results}>
          {isNarrow ? (
            <Results
              tasks={<TasksForm />}
              setUp={
                <section className={styles['setUp']} aria-label={text.app.setUp} data-aside>
                  <SetUpForm />
                </section>
              }
            />
          ) : (
            <Results tasks={null} setUp={null} />
          )}
        </section>
        {!isNarrow && (
          <section className={styles['setUp']} aria-label={text.app.setUp} data-aside>
            <TasksForm />
            <SetUpForm />
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

// A skip link past the results; not an anchor, because the address holds the experiment.
function focusTasks(): void {
  document.getElementById(placeIds.tasks)?.focus();
}

// This form stands directly below the stage on a narrow screen, where the effect of edits is seen.
function TasksForm() {
  return (
    <ErrorBoundary name={text.app.tasks.title}>
      <TasksSection />
    </ErrorBoundary>
  );
}

function SetUpForm() {
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
  // Another dialog may be open by now; it stays open.
  const onClose = (): void => {
    if (view.getState().dialog === dialog) view.setState({ dialog: null });
  };
  const { part, name } = dialogs[dialog.kind];
  return (
    <Lazy key={dialog.kind} part={part} name={name}>
      {(Dialog) => <Dialog request={dialog} onClose={onClose} />}
    </Lazy>
  );
}

function LiveRegion() {
  const announcement = useMessages((state) => state.announcement);
  return (
    <div role="status" aria-live="polite" className="visuallyHidden">
      {announcement}
    </div>
  );
}

/** Pointing at an element with `data-series` emphasises its architecture. */
function useTones(): void {
  const reference = referenceOf(useExperiment())?.color;
  useEffect(() => {
    if (reference === undefined) return;
    const { style } = document.documentElement;
    style.setProperty(seriesColorToken(reference), 'var(--accent)');
    const forward = emphasiseSeries(style, reference);
    const events = ['pointerover', 'focusin'];
    for (const event of events) document.addEventListener(event, forward);
    return () => {
      for (const event of events) document.removeEventListener(event, forward);
      forward({ target: null });
      style.removeProperty(seriesColorToken(reference));
    };
  }, [reference]);
}

function emphasiseSeries(
  style: CSSStyleDeclaration,
  reference: number,
): (event: Pick<Event, 'target'>) => void {
  let last: number | null = null;
  return ({ target }) => {
    const mark = target instanceof Element ? target.closest('[data-series]') : null;
    const next = mark === null ? null : Number(mark.getAttribute('data-series'));
    if (next === last) return;
    if (last !== null && last !== reference) style.removeProperty(seriesColorToken(last));
    if (next !== null && next !== reference) style.setProperty(seriesColorToken(next), 'var(--ink)');
    last = next;
  };
}
