/** One run in the list of the history: a summary and its actions. */
import { useId, useMemo, useState } from 'react';
import { messageOf } from '../../../src/core/errors.ts';
import { limits } from '../../../src/core/schema/limits.ts';
import { networkOf, type StartedRun } from '../../../src/run/run.ts';
import { pickedNetworks } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import type { Playground } from '../../state/createPlayground.ts';
import { openSavedRun } from '../../state/history/openSavedRun.ts';
import { historyOf, type KnownRun } from '../../state/history/runHistory.ts';
import { changesBetween, nameOfRecord, type RunRecord, sourceWords } from '../../state/history/runRecord.ts';
import { usePlayground } from '../../state/playground.ts';
import type { OverlaidRun } from '../../state/stores/viewStore.ts';
import { Button } from '../../ui/Button.tsx';
import { styleOfCard } from '../../view/cardNames.ts';
import styles from './History.module.css';

const words = text.history;

interface RunRowProps {
  readonly record: RunRecord;
  readonly before: RunRecord | null;
  readonly isOverlaid: boolean;
  readonly actions: RunActions;
}

export function RunRow({ record, before, isOverlaid, actions }: RunRowProps) {
  const [isEdited, setEdited] = useState(false);
  const name = nameOfRecord(record);
  return (
    <li className={styles['row']}>
      <div className={styles['words']}>
        <h3 className={styles['name']}>{name}</h3>
        <p className="note">{runOriginText(record)}</p>
        {record.verdict !== '' && <p>{record.verdict}</p>}
        {record.note !== '' && !isEdited && <p className={styles['note']}>{record.note}</p>}
        <ChangesFromRunBefore record={record} before={before} />
        {isEdited && (
          <EditRun
            record={record}
            onSave={(written) => {
              setEdited(false);
              actions.change(record, written);
            }}
            onCancel={() => setEdited(false)}
          />
        )}
      </div>
      <RowActions
        record={record}
        isOverlaid={isOverlaid}
        isEdited={isEdited}
        onEdit={() => setEdited(!isEdited)}
        actions={actions}
      />
    </li>
  );
}

interface RowActionsProps extends Pick<RunRowProps, 'record' | 'isOverlaid' | 'actions'> {
  readonly isEdited: boolean;
  readonly onEdit: () => void;
}

function RowActions({ record, isOverlaid, isEdited, onEdit, actions }: RowActionsProps) {
  const name = nameOfRecord(record);
  return (
    <div className={styles['actions']}>
      <Button aria-label={words.openTitle(name)} onClick={() => actions.open(record)}>
        {words.open}
      </Button>
      <Button
        aria-label={words.overlayTitle(name)}
        aria-pressed={isOverlaid}
        onClick={() => actions.overlay(record)}
      >
        {words.overlay}
      </Button>
      <Button
        look="quiet"
        icon="edit"
        title={words.editTitle(name)}
        aria-expanded={isEdited}
        onClick={onEdit}
      />
      <Button
        look="quiet"
        icon="delete"
        title={words.deleteTitle(name)}
        onClick={() => actions.remove(record)}
      />
    </div>
  );
}

const TIME_FORMAT = new Intl.DateTimeFormat(text.history.locale, { dateStyle: 'medium', timeStyle: 'short' });

const runOriginText = ({ name, title, time, release, isImported, ...source }: RunRecord): string =>
  [
    TIME_FORMAT.format(time),
    ...(name === '' ? [] : [title]),
    ...(release === '' ? [] : [words.release(release)]),
    ...(isImported ? [sourceWords(source)] : []),
  ].join(' · ');

const MAX_SHOWN_CHANGES = 3;

function ChangesFromRunBefore({ record, before }: Pick<RunRowProps, 'record' | 'before'>) {
  const [showsAll, setShowsAll] = useState(false);
  const changes = useMemo(() => before && changesBetween(before, record), [before, record]);
  if (changes === null) return <p className="note">{words.first}</p>;
  if (changes.length === 0) return <p className="note">{words.same}</p>;
  const numMore = changes.length - MAX_SHOWN_CHANGES;
  return (
    <div className={styles['changes']}>
      <span className="note">{words.since}</span>
      <ul>
        {changes.slice(0, showsAll ? undefined : MAX_SHOWN_CHANGES).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {numMore > 0 && (
        <Button look="link" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? words.fewer : words.more(numMore)}
        </Button>
      )}
    </div>
  );
}

interface EditRunProps {
  readonly record: RunRecord;
  readonly onSave: (written: Pick<RunRecord, 'name' | 'note'>) => void;
  readonly onCancel: () => void;
}

function EditRun({ record, onSave, onCancel }: EditRunProps) {
  const id = useId();
  const [name, setName] = useState(record.name);
  const [note, setNote] = useState(record.note);
  const save = (): void => onSave({ name: name.trim(), note: note.trim() });
  return (
    <form
      className={styles['edit']}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        // Escape must not close the dialog.
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <label htmlFor={`${id}-name`}>{words.name}</label>
      <input
        ref={focusOnce}
        id={`${id}-name`}
        type="text"
        value={name}
        placeholder={record.title}
        maxLength={limits.runNameLength}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <label htmlFor={`${id}-note`}>{words.note}</label>
      <textarea
        id={`${id}-note`}
        rows={2}
        value={note}
        maxLength={limits.noteLength}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className={styles['editActions']}>
        <Button look="primary" onClick={save}>
          {words.save}
        </Button>
        <Button onClick={onCancel}>{text.app.ui.cancel}</Button>
      </div>
    </form>
  );
}

const focusOnce = (input: HTMLInputElement | null): void => input?.focus();

const MAX_OVERLAYS = 2;

type RunActions = ReturnType<typeof useRunActions>['actions'];

export function useRunActions(close: () => void) {
  const playground = usePlayground();
  const [problem, setProblem] = useState<string | null>(null);
  const actions = useMemo(() => {
    const history = historyOf(playground);
    const said = (done: Promise<string | null>): void => {
      void done.then(setProblem, (error: unknown) => setProblem(messageOf(error)));
    };
    return {
      open: (record: RunRecord) => said(openRunOfRecord(playground, record, close)),
      overlay: (record: RunRecord) => said(toggleOverlay(playground, record)),
      change: ({ id }: RunRecord, change: Parameters<typeof history.change>[1]) =>
        void history.change(id, change),
      remove: ({ id }: RunRecord) => void history.remove([id]),
    };
  }, [playground, close]);
  return { actions, problem };
}

function overlayCurvesOf({ experiment, networks }: StartedRun): Pick<OverlaidRun, 'kinds' | 'series'> {
  const picked = pickedNetworks(experiment, networks);
  const series = experiment.cards.map((card) => ({
    ...styleOfCard(card),
    points: networkOf({ networks }, picked.get(card.id) ?? card.id).history.map(({ loss }) => loss),
  }));
  return { kinds: experiment.tasks.map(({ kind }) => kind), series };
}

async function openRunOfRecord(playground: Playground, record: RunRecord, close: () => void): Promise<null> {
  const run = await historyOf(playground).runOf(record.id);
  close();
  const known: KnownRun = record.isImported
    ? { run, origin: 'file', ...(record.fileName !== '' && { source: sourceWords(record) }) }
    : { run, origin: 'visitor' };
  openSavedRun(playground, known, record, words.opened(nameOfRecord(record)));
  return null;
}

async function toggleOverlay(playground: Playground, record: RunRecord): Promise<string | null> {
  const { view } = playground;
  const { overlays } = view.getState();
  const others = overlays.filter(({ id }) => id !== record.id);
  if (others.length < overlays.length) {
    view.setState({ overlays: others });
    return null;
  }
  if (overlays.length >= MAX_OVERLAYS) return words.overlayFull(MAX_OVERLAYS);
  const run = await historyOf(playground).runOf(record.id);
  // Differences exist only within one run, so losses are shown.
  view.setState((now) => ({
    overlays: [...now.overlays, { id: record.id, name: nameOfRecord(record), ...overlayCurvesOf(run) }],
    curves: 'loss',
    tab: 'play',
  }));
  return null;
}
