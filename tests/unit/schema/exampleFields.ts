/** One field of every kind, for tests that hold for all of them. */
import { dimsField, levelDimsField, perTaskField } from '../../../src/schema/listFields.ts';
import { integerField, numberField } from '../../../src/schema/numberFields.ts';
import { booleanField, choiceField, textField } from '../../../src/schema/plainFields.ts';

const words = (linkKey: string, label: string) => ({ linkKey, label, help: `${label}.` });

export const batch = integerField({
  ...words('batch', 'Batch'),
  unit: 'rows',
  defaultValue: 64,
  min: 1,
  max: 999,
});
export const noise = numberField({ ...words('noise', 'Noise'), defaultValue: 0.1, min: -2, max: 2 });
export const residual = booleanField({ ...words('residual', 'Residual'), defaultValue: true });
export const backend = choiceField({
  ...words('backend', 'Backend'),
  defaultValue: 'auto',
  choices: { auto: 'Automatic', cpu: 'CPU' },
});
export const taskName = textField({ ...words('name', 'Name'), defaultValue: 'Task', maxLength: 24 });
export const experts = perTaskField({ ...words('experts', 'Experts'), defaultValue: 1, min: 1, max: 8 });
export const tower = dimsField({ ...words('tower', 'Tower'), defaultValue: [8] });
export const levels = levelDimsField({ ...words('levels', 'Levels'), defaultValue: [[32], [16]] });

export const exampleFields = { batch, noise, residual, backend, taskName, experts, tower, levels };
