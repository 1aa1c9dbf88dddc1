/** The area under the ROC curve within groups: against arithmetic of its own, and through an evaluation. */
import { expect, it } from 'vitest';
import { areaUnderCurve, groupedAuc } from '../../../../src/core/areaUnderCurve.ts';
import { createStream } from '../../../../src/core/random.ts';
import { tableSizesOf } from '../../../../src/data/table/encode.ts';
import { replicaDataOf } from '../../../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { fitToFile, setTable } from '../../../../src/experiment/tableEdit.ts';
import { numberIn, setupWith, tableOf, yesIn } from '../../data/table/csvFiles.ts';
import { useWasm } from '../../onBackends.ts';
import { smallExperiment } from './trainerCases.ts';

it('is the mean area of the groups that have both classes, weighed by their labelled rows', () => {
  const { uniform, integerBelow } = createStream('grouped area');
  const rows = Array.from({ length: 400 }, () => ({
    group: integerBelow(60) - 1,
    // Few values, so that some are equal.
    score: integerBelow(12),
    label: Number(uniform() < 0.4),
    mask: Number(uniform() < 0.9),
  }));
  let [sum, count] = [0, 0];
  for (let group = 0; group < 60; group++) {
    const of = (label: number) =>
      rows.filter((row) => row.group === group && row.mask === 1 && row.label === label);
    const [yes, no] = [of(1), of(0)];
    if (yes.length * no.length === 0) continue;
    const wins = yes.flatMap((a) => no.map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)));
    const area = wins.reduce<number>((total, one) => total + one, 0) / wins.length;
    sum += area * (yes.length + no.length);
    count += yes.length + no.length;
  }
  const list = (key: 'score' | 'label' | 'mask') => rows.map((row) => row[key]);
  const groups = Int32Array.from(rows, ({ group }) => group);
  expect(groupedAuc(list('score'), list('label'), list('mask'), groups)).toBeCloseTo(sum / count, 12);
  const ofOne = [list('score'), list('label'), list('mask')] as const;
  expect(groupedAuc(...ofOne, new Int32Array(400))).toBe(areaUnderCurve(...ofOne));
  expect(groupedAuc(...ofOne, new Int32Array(400).fill(-1))).toBeNaN();
});

useWasm();

it('is measured where a column names groups, of binary tasks', async () => {
  const lines = Array.from({ length: 300 }, (_, row) =>
    [`u${row % 17}`, 'all', (row * 7) % 13, row % 3 === 0 ? 1 : 0, row % 5].join(','),
  );
  const table = await tableOf(['user,same,x,click,price', ...lines].join('\n'));
  const evaluated = async (group: string) => {
    const roles = {
      user: 'ignored',
      same: 'ignored',
      x: 'number',
      click: 'target',
      price: 'target',
    } as const;
    const setup = setupWith(table, roles, {
      group,
      targets: [yesIn('click', '1'), numberIn('price')],
    });
    const experiment = fitToFile(
      setTable(smallExperiment(1), setup, null),
      table,
      tableSizesOf(table, setup),
    );
    const rows = await replicaDataOf(experiment, [0], { betweenParts: async () => undefined, table });
    const trainer = await createTrainer(experiment, null, undefined, rows);
    for (let step = 0; step < 3; step++) trainer.trainStep(0.01);
    const [evaluation] = await trainer.evaluate();
    trainer.dispose();
    return evaluation?.loss;
  };
  const byUser = await evaluated('user');
  expect(byUser?.gauc?.[0]).toBeGreaterThan(0);
  expect(byUser?.gauc?.[0]).not.toBe(byUser?.auc[0]);
  expect(byUser?.gauc?.[1]).toBeNaN();
  const together = await evaluated('same');
  expect(together?.gauc?.[0]).toBe(together?.auc[0]);
  expect(await evaluated('')).not.toHaveProperty('gauc');
});
