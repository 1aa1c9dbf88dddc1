import { describe, expect, it } from 'vitest';
import { openFile } from '../../../../app/files/files.ts';
import { createPlayground } from '../../../../app/state/createPlayground.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setTraining } from '../../../../src/experiment/edit.ts';
import { CURRENT_VERSION } from '../../../../src/experiment/migrations.ts';
import { createFakeSession } from '../state/fakeSession.ts';

const changed = setTraining(defaultExperiment(), { batchSize: 64 });

const open = async (content: string) => {
  const playground = createPlayground(createFakeSession, '');
  await openFile(playground, new File([content], 'mine.json'));
  const { notice, toast } = playground.messages.getState();
  const experiment = playground.experiments.experiment();
  playground.run.dispose();
  playground.links.dispose();
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

  it('takes what can be read and lists the rest', async () => {
    const { experiment, notice } = await open('{"training": {"batchSize": 64, "numReplicas": 1000}}');
    expect(experiment.training).toMatchObject({ batchSize: 64, numReplicas: 20 });
    expect(notice?.sentences).toHaveLength(1);
  });

  it('changes nothing for what is no JSON or too large', async () => {
    for (const content of ['nope', `"${'x'.repeat(2e6)}"`]) {
      const { experiment, notice, toast } = await open(content);
      expect(experiment).toEqual(defaultExperiment());
      expect(notice?.sentences[0]).toContain('Nothing was changed');
      expect(toast).toBeNull();
    }
  });
});
