/** One field of every kind, for tests that hold for all of them. */
import { dimsField, levelDimsField, perTaskField } from '../../../../src/core/schema/listFields.ts';
import { integerField, numberField } from '../../../../src/core/schema/numberFields.ts';
import { booleanField, choiceField, textField } from '../../../../src/core/schema/plainFields.ts';

const words = (label: string) => ({ label, help: `${label}.` });

export const batch = integerField({ linkKey: 'batch', defaultValue: 64, min: 1, max: 999 })({
  ...words('Batch'),
  unit: 'rows',
});
export const noise = numberField({ linkKey: 'noise', defaultValue: 0.1, min: -2, max: 2 })(words('Noise'));
export const residual = booleanField({ linkKey: 'residual', defaultValue: true })(words('Residual'));
export const backend = choiceField({
  linkKey: 'backend',
  defaultValue: 'auto',
  choices: { auto: 'Automatic', cpu: 'CPU' },
})(words('Backend'));
export const taskName = textField({ linkKey: 'name', defaultValue: 'Task', maxLength: 24 })(words('Name'));
export const experts = perTaskField({ linkKey: 'experts', defaultValue: 1, min: 1, max: 8 })(
  words('Experts'),
);
export const tower = dimsField({ linkKey: 'tower', defaultValue: [8] })(words('Tower'));
export const levels = levelDimsField({ linkKey: 'levels', defaultValue: [[32], [16]] })(words('Levels'));

export const exampleFields = { batch, noise, residual, backend, taskName, experts, tower, levels };
