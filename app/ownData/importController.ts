/** Reads files in a worker, holds the draft of a set-up and puts it into the experiment. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { memoise } from '../../src/core/memoise.ts';
import { isOffline } from '../../src/core/retriedDownload.ts';
import type { ImporterRequest, ImporterResponse } from '../../src/data/importer/importer.ts';
import { EXAMPLE_NAME, exampleCsv } from '../../src/data/table/example.ts';
import type { RecipeId } from '../../src/data/table/recipes.ts';
import { type CsvForm, csvFormOf } from '../../src/data/table/table.ts';
import type { TableSetup } from '../../src/data/table/tableSetup.ts';
import { experimentOfRecipe } from '../../src/teach/presets/recipeExperiments.ts';
import { text } from '../../src/text/text.ts';
import { createImportWorker, type ImportWorker } from '../files/fileWorker.ts';
import type { Playground } from '../state/createPlayground.ts';
import { usePlayground } from '../state/playground.ts';
import { fileFor, isSameFile } from '../state/stores/fileStore.ts';
import {
  awaitedSetup,
  draftOfExample,
  draftOfRecipe,
  experimentWith,
  firstDraft,
  type ImportDraft,
  type ImportState,
  keepUsedFile,
  type ReadyState,
  readyState,
} from './importState.ts';

const words = text.ownData;

// A malicious file could keep the decoder busy for ever.
const MAX_READING_MS = 60_000;

type ImportOwner = Pick<Playground, 'experiments' | 'files' | 'messages' | 'leaveRun'>;

export class ImportController {
  readonly store: StoreApi<ImportState> = createStore<ImportState>(() => ({ phase: 'choose' }));
  readonly #owner: ImportOwner;
  readonly #createWorker: () => ImportWorker;
  #worker: ImportWorker | null = null;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #fileName = '';
  #source: Blob = new Blob();
  #asked: TableSetup | null = null;
  #isExample = false;
  #left: ImportDraft | null = null;

  constructor(owner: ImportOwner, createWorker: () => ImportWorker) {
    this.#owner = owner;
    this.#createWorker = createWorker;
  }

  /** Uses the CSV options of the awaited file, if any; otherwise they are guessed. */
  readonly read = (name: string, file: Blob, form?: Partial<CsvForm>): void => {
    const awaited = awaitedSetup(this.#owner.files, this.#owner.experiments.experiment());
    const known = awaited === null ? {} : csvFormOf(awaited);
    this.#begin(name, file, { type: 'read', name, file, form: form ?? known });
  };

  readonly readExample = (): void => {
    this.read(EXAMPLE_NAME, new Blob([exampleCsv()], { type: 'text/csv' }), {});
    this.#isExample = true;
  };

  readonly readAs = (form: CsvForm): void => {
    const state = this.store.getState();
    if (state.phase === 'ready') this.read(state.file.facts.fileName, state.file.source, form);
  };

  readonly reopen = (): void => {
    const { files, experiments } = this.#owner;
    const state = this.store.getState();
    const kept = fileFor(files.getState(), experiments.experiment().data);
    const isLeft = state.phase === 'ready' && this.#left !== null;
    const file = isLeft ? { ...state.file, fileName: state.file.facts.fileName } : kept;
    if (file === null) this.store.setState({ phase: 'choose' }, true);
    else this.#begin(file.fileName, file.source, { type: 'take', packed: file.packed });
  };

  readonly cancel = (): void => {
    this.#endWorker();
    this.#left = null;
    this.store.setState({ phase: 'choose' }, true);
  };

  /** Closes the dialog: keeps the draft and frees the cells. */
  readonly leave = (): void => {
    const state = this.store.getState();
    if (state.phase !== 'ready') this.cancel();
    else {
      this.#left = state.draft;
      this.#endWorker();
    }
  };

  readonly edit = (draft: ImportDraft): void => {
    const state = this.store.getState();
    if (state.phase !== 'ready') return;
    this.store.setState({ ...state, draft, isAwaited: false }, true);
    this.#askForReport();
  };

  readonly useRecipe = (id: RecipeId): void => {
    const experiment = experimentOfRecipe(id);
    const table = experiment?.data.table ?? null;
    const state = this.store.getState();
    if (experiment === undefined || table === null || state.phase !== 'ready') return;
    this.edit(draftOfRecipe(experiment, table, state.file.facts));
  };

  /** False if the draft has problems. */
  readonly use = (): boolean => {
    const state = this.store.getState();
    if (state.phase !== 'ready') return false;
    const { experiments, messages, leaveRun } = this.#owner;
    const current = experiments.experiment();
    const next = experimentWith(current, state);
    if (next === null) return false;
    keepUsedFile(this.#owner.files, state, next);
    if (next.data.table?.hash === current.data.table?.hash && state.draft.base === null)
      experiments.edit(next);
    else leaveRun(() => experiments.open(next));
    messages.showToast(words.used(state.file.facts.fileName), true);
    this.#end();
    return true;
  };

  #begin(fileName: string, source: Blob, request: ImporterRequest): void {
    this.#endWorker();
    this.#asked = null;
    this.#isExample = false;
    this.#fileName = fileName;
    this.#source = source;
    this.store.setState({ phase: 'reading', fileName, size: source.size, progress: null }, true);
    try {
      this.#worker = this.#openWorker();
    } catch {
      this.#onLost();
    }
    this.#worker?.postMessage(request);
    this.#waitForSign();
  }

  #waitForSign(): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      if (this.store.getState().phase === 'reading') this.#fail([words.tooSlow]);
    }, MAX_READING_MS);
  }

  #openWorker(): ImportWorker {
    const worker = this.#createWorker();
    worker.onmessage = ({ data }: MessageEvent<ImporterResponse>) => {
      if (worker === this.#worker) this.#onMessage(data);
    };
    worker.onerror = (event) => {
      // Handled here; must not reach the global error handler.
      event.preventDefault();
      if (worker === this.#worker) this.#onLost();
    };
    return worker;
  }

  #endWorker(): void {
    clearTimeout(this.#patience);
    this.#worker?.terminate();
    this.#worker = null;
  }

  #onLost(): void {
    this.#fail([isOffline() ? words.noNetwork : words.noWorker]);
  }

  #end(): void {
    this.#left = null;
    this.#endWorker();
    this.store.setState({ phase: 'used' }, true);
  }

  #fail(problems: readonly string[]): void {
    this.#endWorker();
    this.store.setState({ phase: 'failed', fileName: this.#fileName, problems }, true);
    this.#owner.messages.announce(problems.join(' '));
  }

  #onMessage(message: ImporterResponse): void {
    const state = this.store.getState();
    switch (message.type) {
      case 'progress':
        this.#waitForSign();
        if (state.phase === 'reading') this.store.setState({ ...state, progress: message }, true);
        break;
      case 'read':
        this.#onRead(message);
        break;
      case 'failed':
        this.#fail(message.problems);
        break;
      case 'report':
        if (state.phase === 'ready') this.#onReport(state, message);
        break;
      default:
        message satisfies never;
    }
  }

  #onRead({ facts, packed, guess, recipeIds }: Extract<ImporterResponse, { type: 'read' }>): void {
    const file = { facts, packed, source: this.#source, recipeIds };
    const left = this.#left !== null && isSameFile(this.#left.setup, guess) ? this.#left : null;
    this.#left = null;
    const current = this.#owner.experiments.experiment();
    const awaited = this.#isExample ? null : awaitedSetup(this.#owner.files, current);
    const first = this.#isExample ? draftOfExample(guess) : firstDraft(guess, current, awaited);
    this.store.setState(readyState(file, left ?? first, awaited), true);
    this.#owner.messages.announce(words.read(facts.numRows, facts.columns.length));
    this.#askForReport();
  }

  // One report at a time; later edits are reported afterwards.
  #askForReport(): void {
    const state = this.store.getState();
    if (state.phase !== 'ready' || this.#asked !== null || this.#worker === null) return;
    this.#asked = state.draft.setup;
    this.#worker.postMessage({ type: 'report', setup: state.draft.setup } satisfies ImporterRequest);
  }

  #onReport(state: ReadyState, { report }: Extract<ImporterResponse, { type: 'report' }>): void {
    const asked = this.#asked;
    this.#asked = null;
    if (asked === null) return;
    const next: ReadyState = { ...state, known: { setup: asked, report } };
    this.store.setState(next, true);
    if (next.draft.setup !== asked) this.#askForReport();
    else if (next.isAwaited) this.use();
  }
}

const importControllerOf = memoise((owner: ImportOwner) => new ImportController(owner, createImportWorker));

export const useImportController = (): ImportController => importControllerOf(usePlayground());
