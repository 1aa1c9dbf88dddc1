/** Choices of the menu: experiments, files, start over, and rarely used settings. */
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { referenceOf } from '../../src/experiment/comparison.ts';
import { text } from '../../src/text/text.ts';
import type { RunFile } from '../files/runFiles.ts';
import { filesPart, openImport } from '../ownData/FileDrop.tsx';
import type { Playground } from '../state/createPlayground.ts';
import { switchLanguage } from '../state/languageSwitch.ts';
import { usePlayground, useRunStatus } from '../state/playground.ts';
import { writeStored } from '../state/stores/storage.ts';
import type { DialogShown } from '../state/stores/viewStore.ts';
import { redo, startOver, undo } from '../state/useEdit.ts';
import { pickFile, setProjector } from '../ui/browser.ts';
import { lazyPart } from '../ui/Lazy.tsx';
import { PopoverChoice } from '../ui/Popover.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Select } from '../ui/Select.tsx';
import { BackendBadge } from './BackendBadge.tsx';
import styles from './RunBar.module.css';

const words = { ...text.app.menu, ...text.menu };

export const weightsPart = lazyPart(() => import('../files/weights/weights.ts'));

export function MenuChoices() {
  const playground = usePlayground();
  const show = (kind: DialogShown['kind']) => () => playground.view.setState({ dialog: { kind } });
  return (
    <div className={styles['menu']}>
      <MenuGroup title={words.groups.data}>
        <PopoverChoice title={text.app.ownData.menu} onChoose={() => openImport(playground, null)} />
        <PopoverChoice
          title={words.openFile}
          onChoose={() => pickFile('application/json,.json', (file) => openChosenFile(playground, file))}
        />
        <PopoverChoice title={words.history} onChoose={show('history')} />
        <UndoChoices />
        <PopoverChoice
          title={words.startOver}
          detail={words.startOverDetail}
          onChoose={() => startOver(playground)}
        />
      </MenuGroup>
      <MenuGroup title={words.groups.save}>
        <SaveMenuItems />
        <PopoverChoice title={words.cite} onChoose={show('cite')} />
      </MenuGroup>
      <MenuGroup title={words.groups.teach}>
        <PopoverChoice title={words.lesson} onChoose={show('lesson')} />
        <PopoverChoice title={words.projector} onChoose={() => setProjector(true)} />
        <PopoverChoice title={words.glossary} onChoose={show('glossary')} />
        <PopoverChoice title={words.about} onChoose={show('about')} />
      </MenuGroup>
      <MenuGroup title={words.groups.view}>
        <LanguageChoice />
        <ThemeChoice />
        <SpeedSelect />
        <div className={styles['setting']}>
          <BackendBadge />
        </div>
      </MenuGroup>
    </div>
  );
}

const MenuGroup = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div>
    <p>{title}</p>
    {children}
  </div>
);

// The warning about losing the run is always shown: an open menu must not move when a run ends.
function LanguageChoice() {
  const playground = usePlayground();
  const { name, lang, losesRun } = text.app.otherLanguage;
  return (
    <PopoverChoice
      title={<span lang={lang}>{name}</span>}
      detail={losesRun}
      onChoose={() => switchLanguage(playground)}
    />
  );
}

function UndoChoices() {
  const playground = usePlayground();
  const canUndo = useStore(playground.experiments, ({ past }) => past.length > 0);
  const canRedo = useStore(playground.experiments, ({ undone }) => undone.length > 0);
  return (
    <>
      <PopoverChoice title={words.undo} disabled={!canUndo} onChoose={() => undo(playground)} />
      <PopoverChoice title={words.redo} disabled={!canRedo} onChoose={() => redo(playground)} />
    </>
  );
}

const openChosenFile = (playground: Playground, file: File) =>
  void filesPart.use(
    ({ openFile }) => openFile(playground, file),
    () => playground.messages.showToast(words.readerNotLoaded, false),
  );

function SaveMenuItems() {
  const playground = usePlayground();
  const { experiments, messages } = playground;
  const fail = (): void => messages.showToast(words.notLoaded, false);
  const saveRun = (file: RunFile) => () => filesPart.use((files) => files.saveRun(playground, file), fail);
  const choices = [
    [words.saveFile, () => filesPart.use((files) => files.saveExperiment(experiments.experiment()), fail)],
    [words.saveRun, saveRun('frozen')],
    [words.saveResults, saveRun('results')],
    [words.saveReport, saveRun('report')],
    [words.saveProgram, () => saveProgram(playground)],
  ] as const;
  return choices.map(([title, save]) => (
    <PopoverChoice key={title} title={title} onChoose={() => void save()} />
  ));
}

async function saveProgram(playground: Playground): Promise<void> {
  const reference = referenceOf(playground.experiments.experiment());
  if (reference === null) return;
  const network = { cardId: reference.id, choice: 'mean', isAsItStands: false } as const;
  await weightsPart.use(({ saveNetwork }) => saveNetwork(playground, network, 'program'));
}

const { fullSpeed, speed: speedLabel, speedOf } = text.app.run;

const speedOptions = [null, 100, 10, 1].map((value) => ({
  value,
  label: value === null ? fullSpeed : speedOf(value),
}));

function SpeedSelect() {
  const { run } = usePlayground();
  const speed = useRunStatus((status) => status.speed);
  return (
    <div className={styles['setting']}>
      <Select aria-label={speedLabel} options={speedOptions} value={speed} onChange={run.setSpeed} />
    </div>
  );
}

type Theme = keyof typeof text.app.theme.names;

// `public/theme.js` reads the same storage key before the first paint.
function ThemeChoice() {
  const { dataset } = document.documentElement;
  const [theme, setTheme] = useState((dataset['theme'] ?? 'system') as Theme);
  const { names, title } = text.app.theme;
  const choose = (value: Theme): void => {
    dataset['theme'] = value;
    writeStored('theme', value);
    setTheme(value);
  };
  return (
    <div className={styles['setting']}>
      <Segmented label={title} names={names} value={theme} onChange={choose} />
    </div>
  );
}
