import { afterEach, describe, expect, it, vi } from 'vitest';
import { saveCsv } from '../../../../app/charts/figure/SaveChoices.tsx';
import { openFile, saveExperiment } from '../../../../app/files/files.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setTraining } from '../../../../src/experiment/edit.ts';
import { CURRENT_VERSION } from '../../../../src/experiment/versions.ts';
import { text } from '../../../../src/text/text.ts';
import { createTestPlayground } from '../state/testPlayground.ts';

const changed = setTraining(defaultExperiment(), { batchSize: 64 });

const fileOf = (content: string): File => new File([content], 'mine.json');

const open = async (content: string | File) => {
  const playground = createTestPlayground();
  await openFile(playground, content instanceof File ? content : fileOf(content));
  const { notice, toast } = playground.messages.getState();
  const experiment = playground.experiments.experiment();
  return { notice, toast, experiment };
};

describe('openFile', () => {
  it('opens what was saved', async () => {
    const { experiment, notice, toast } = await open(
      JSON.stringify({ version: CURRENT_VERSION, ...changed }),
    );
    expect(experiment).toEqual(changed);
    expect(notice).toBeNull();
    expect(toast?.message).toContain('mine.json');
  });

  it('says that a file has another version', async () => {
    const { notice, experiment } = await open(JSON.stringify({ ...changed, version: 1 }));
    expect(experiment).toEqual(changed);
    expect(notice?.sentences).toEqual([text.link.otherFileVersion('1', CURRENT_VERSION)]);
  });

  it('says of files of other kinds what to do with them', async () => {
    for (const [name, sentence] of [
      ['log.feather', text.refusedFiles.otherTable],
      ['log.XLSX', text.refusedFiles.otherTable],
      ['A-ple.safetensors', text.refusedFiles.onlyWeights],
      ['photo.png', text.refusedFiles.notJson],
    ] as const)
      expect((await open(new File(['PAR1'], name))).notice?.sentences).toEqual([sentence]);
  });

  it('changes nothing for what is no JSON, cut short, no experiment or too large', async () => {
    const cut = JSON.stringify(changed).slice(0, -1);
    for (const content of ['nope', cut, '[]', 'null', '"tasks"', '{}', `"${'x'.repeat(2e6)}"`]) {
      const { experiment, notice, toast } = await open(content);
      expect(experiment).toEqual(defaultExperiment());
      expect(notice?.sentences[0]).toContain('Nothing was changed');
      expect(toast).toBeNull();
    }
  });

  it('says that it could not be read: a folder was dropped, or the file is gone', async () => {
    const folder = fileOf('');
    folder.text = () => Promise.reject(new DOMException('a folder', 'NotReadableError'));
    const { experiment, notice, toast } = await open(folder);
    expect(experiment).toEqual(defaultExperiment());
    expect(notice?.title).toBe('mine.json could not be opened');
    expect(notice?.sentences[0]).toMatch(/could not be read.*folder.*Nothing was changed/);
    expect(toast).toBeNull();
  });
});

describe('a saved file', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['an experiment', () => saveExperiment(changed)],
    ['numbers', () => saveCsv({ title: 'Losses', csvRows: () => [['step', 1]] })],
  ])('of %s can still be fetched half a minute after the click, and is given up later', (_, save) => {
    vi.useFakeTimers();
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    const revoke = vi.fn();
    Object.assign(URL, { createObjectURL: () => 'blob:saved', revokeObjectURL: revoke });
    save();
    expect(clicked).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(30_000);
    expect(revoke).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(revoke.mock.calls).toEqual([['blob:saved']]);
  });
});
