import { describe, expect, it, vi } from 'vitest';
import type { ImportWorker } from '../../../../app/files/fileWorker.ts';
import { ImportController } from '../../../../app/ownData/importController.ts';
import { draftWithRole, draftWithTarget, reportOfDraft } from '../../../../app/ownData/importState.ts';
import { createExperimentStore } from '../../../../app/state/stores/experimentStore.ts';
import { createFileStore, fileFor, knownSetup, missingFile } from '../../../../app/state/stores/fileStore.ts';
import { createMessageStore } from '../../../../app/state/stores/messageStore.ts';
import { createImporter, type ImporterResponse } from '../../../../src/data/importer/importer.ts';
import { exampleCsv } from '../../../../src/data/table/example.ts';
import { csvFormOf } from '../../../../src/data/table/table.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setTraining } from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { presets } from '../../../../src/teach/presets/presets.ts';
import { text } from '../../../../src/text/text.ts';
import { addCard } from '../../experiment/addCard.ts';

const csv = exampleCsv(400);

/** A worker without a thread: answers come in later turns, as from one, and none after its end. */
function createWorker(): ImportWorker {
  let isEnded = false;
  const worker: ImportWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (message: Parameters<typeof take>[0]) => void take(structuredClone(message)),
    terminate: () => {
      isEnded = true;
    },
  };
  const take = createImporter((data: ImporterResponse) =>
    setTimeout(() => {
      if (!isEnded) worker.onmessage?.call(worker as Worker, { data } as MessageEvent<ImporterResponse>);
    }),
  );
  return worker;
}

function setUp(create = createWorker) {
  const experiments = createExperimentStore(defaultExperiment());
  const [files, messages] = [createFileStore(), createMessageStore()];
  const leaveRun = vi.fn((edit: () => void) => edit());
  const owner = { experiments, files, messages, leaveRun };
  const controller = new ImportController(owner, create);
  const state = () => controller.store.getState();
  const until = (phase: ReturnType<typeof state>['phase']) =>
    expect.poll(() => state().phase, { timeout: 10_000 }).toBe(phase);
  const ready = async () => {
    await expect
      .poll(
        () => {
          const now = state();
          return now.phase === 'ready' && reportOfDraft(now) !== null;
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    const now = state();
    if (now.phase !== 'ready') throw new Error('Nothing is ready.');
    return now;
  };
  return { experiments, files, messages, leaveRun, controller, state, until, ready };
}

const fileOf = (content: string): Blob => new Blob([content]);

describe('a file that is used', () => {
  it('becomes the data of the experiment, is kept in memory, and undo brings both ways back', async () => {
    const { experiments, files, controller, ready } = setUp();
    controller.readExample();
    const { draft } = await ready();
    expect(draft.names).toEqual(['clicked', 'bought', 'spent']);
    expect(controller.use()).toBe(true);
    const { data, tasks } = experiments.experiment();
    expect(tasks.map(({ kind }) => kind)).toEqual(['binary', 'binary', 'regression']);
    expect(fileFor(files.getState(), data)?.numRows).toBe(5000);
    expect(knownSetup(files.getState(), data)?.correlation).toHaveLength(3);
    experiments.undo();
    expect(experiments.experiment()).toEqual(defaultExperiment());
    expect(files.getState().files).toHaveLength(1);
  });

  it('takes the results of other data away, not those of the same file set up otherwise', async () => {
    const { leaveRun, controller, ready } = setUp();
    controller.read('own.csv', fileOf(csv));
    await ready();
    controller.use();
    expect(leaveRun).toHaveBeenCalledOnce();
    controller.reopen();
    controller.edit(draftWithRole((await ready()).draft, 'age', 'ignored'));
    await ready();
    controller.use();
    expect(leaveRun).toHaveBeenCalledOnce();
  });

  it('is asked for by the link, known again by its contents, and fits without a word', async () => {
    const first = setUp();
    first.controller.read('own.csv', fileOf(csv));
    await first.ready();
    first.controller.use();
    const link = linkOfAll(first.experiments.experiment());
    expect(link).not.toContain('Lisbon');
    const { experiments, files, controller, until } = setUp();
    experiments.open(readLink(link).experiment);
    expect(missingFile(files.getState(), experiments.experiment().data)).toBe('own.csv');
    controller.read('renamed.csv', fileOf(csv));
    await until('used');
    expect(missingFile(files.getState(), experiments.experiment().data)).toBeNull();
    expect(experiments.experiment().data.table?.fileName).toBe('renamed.csv');
  });

  it('has the rows of a link of old, and all that fit once they are asked for', async () => {
    const numRows = 200_100;
    const rows = Array.from({ length: numRows }, (_, row) => `${row % 1000},${row % 3 === 0 ? 1 : 0}`);
    const file = fileOf(`n,y\n${rows.join('\n')}`);
    const { experiments, controller, ready, until } = setUp();
    controller.read('own.csv', file);
    const read = await ready();
    expect(read.file.facts).toMatchObject({ numRows, numRowsInFile: numRows });
    const form = { ...csvFormOf(read.draft.setup), maxRows: 200_000 };
    controller.readAs(form);
    const { draft, file: sampled } = await ready();
    expect(draft.setup.maxRows).toBe(200_000);
    expect(sampled.facts).toMatchObject({ numRows: 200_000, numRowsInFile: numRows });
    controller.use();
    const link = linkOfAll(experiments.experiment());
    expect(link).not.toContain('most=');

    const later = setUp();
    later.experiments.open(readLink(link).experiment);
    later.controller.read('own.csv', file);
    await later.until('used');
    expect(linkOfAll(later.experiments.experiment())).toBe(link);
    await until('used');
  }, 60_000);

  it('is said to be another one where it is, and waits to be used all the same', async () => {
    const { experiments, files, controller, ready } = setUp();
    controller.read('own.csv', fileOf(csv));
    await ready();
    controller.use();
    files.setState({ files: [], known: [] });
    controller.read('longer.csv', fileOf(exampleCsv(500)));
    const { expected, draft } = await ready();
    expect(expected).toBe('own.csv');
    expect(draft.names).toEqual(experiments.experiment().tasks.map(({ name }) => name));
    expect(controller.use()).toBe(true);
    expect(missingFile(files.getState(), experiments.experiment().data)).toBeNull();
  });
});

describe('a file dropped on the story of a preset', () => {
  const story = presets.find(({ id }) => id === 'sparse')?.experiment ?? defaultExperiment();
  const used = async (open: Experiment) => {
    const { experiments, controller, ready } = setUp();
    experiments.open(open);
    controller.read('own.csv', fileOf(csv));
    await ready();
    expect(controller.use()).toBe(true);
    return experiments.experiment();
  };

  it('begins with the usual rivals and settings, not with those of the story', async () => {
    const { cards, training, comparison, tasks } = await used(story);
    const usual = defaultExperiment();
    expect(story.training).not.toEqual(usual.training);
    expect({ training, comparison }).toEqual({ training: usual.training, comparison: usual.comparison });
    expect(cards.map(({ architecture }) => architecture)).toEqual(
      usual.cards.map(({ architecture }) => architecture),
    );
    expect(tasks.every(({ labelFraction }) => labelFraction === 1)).toBe(true);
  });

  it('keeps what the visitor has chosen', async () => {
    const { cards, training } = await used(addCard(setTraining(story, { batchSize: 32 }), 'mmoe'));
    expect(cards).toHaveLength(story.cards.length + 1);
    expect(training.batchSize).toBe(32);
  });
});

describe('a draft', () => {
  it('is there again when the panel is opened again, though nobody used it', async () => {
    const { controller, ready } = setUp();
    controller.read('own.csv', fileOf(csv));
    const { draft } = await ready();
    controller.edit(draftWithRole(draft, 'age', 'ignored'));
    await ready();
    controller.leave();
    controller.reopen();
    const again = await ready();
    expect(again.draft.setup.columns.find(({ name }) => name === 'age')?.role).toBe('ignored');
  });

  it('cannot be used while something speaks against it', async () => {
    const { experiments, controller, ready } = setUp();
    controller.read('own.csv', fileOf(csv));
    controller.edit(draftWithTarget((await ready()).draft, 0, null));
    await ready();
    expect(controller.use()).toBe(false);
    expect(experiments.experiment()).toEqual(defaultExperiment());
  });
});

it('drops a file whose reading was cancelled, and says when no worker can be made', async () => {
  const { controller, state, until } = setUp();
  controller.read('own.csv', fileOf(csv));
  controller.cancel();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(state()).toEqual({ phase: 'choose' });
  controller.read('own.csv', fileOf(csv));
  await until('ready');
  const without = setUp(() => {
    throw new Error('no workers here');
  });
  const failedBecause = (problem: string) => {
    without.controller.read('own.csv', fileOf(csv));
    expect(without.state()).toEqual({ phase: 'failed', fileName: 'own.csv', problems: [problem] });
  };
  failedBecause(text.ownData.noWorker);
  vi.stubGlobal('navigator', { onLine: false });
  failedBecause(text.ownData.noNetwork);
  vi.unstubAllGlobals();
});

it('gives a file up that keeps its worker busy for a minute', () => {
  vi.useFakeTimers();
  const terminate = vi.fn();
  const { controller, state } = setUp(() => ({
    onmessage: null,
    onerror: null,
    postMessage: () => undefined,
    terminate,
  }));
  controller.read('endless.parquet', fileOf('PAR1'));
  vi.advanceTimersByTime(59_000);
  expect(state().phase).toBe('reading');
  vi.advanceTimersByTime(1000);
  expect(state()).toMatchObject({ phase: 'failed', problems: [text.ownData.tooSlow] });
  expect(terminate).toHaveBeenCalledOnce();
  vi.useRealTimers();
});
