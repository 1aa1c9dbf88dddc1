/** The recorded map on the page: axes, the set-ups of a bin, and where the experiment stands. */
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { readings } from '../../../../app/panels/map/studiedMap.ts';
import { linkOfAll } from '../../../../src/experiment/link/link.ts';
import { levelOn, levelsOfAxes } from '../../../../src/studies/map/levels.ts';
import { mapAxisName } from '../../../../src/studies/map/mapWords.ts';
import { text } from '../../../../src/text/text.ts';
import { renderApp } from '../renderApp.tsx';

const words = text.map;
const places = { timeout: 10_000 };

/** Of the bin with the first set-up, from the top. */
function placeOfFirst() {
  const [first] = readings;
  if (first === undefined) throw new Error('There are no set-ups.');
  const indexOn = (axis: 'labels' | 'tasks') => {
    const levels: readonly string[] = levelsOfAxes[axis];
    return levels.indexOf(levelOn(axis, first.circumstances) ?? '');
  };
  return { row: levelsOfAxes.tasks.length - 1 - indexOn('tasks'), column: indexOn('labels') };
}

async function openMap() {
  const app = renderApp();
  await act(async () => screen.getByRole('tab', { name: text.app.places.sweep }).click());
  const figure = await screen.findByRole('figure', { name: words.title }, places);
  return {
    ...app,
    experiments: app.playground.experiments,
    map: () => within(figure).getByRole('application'),
    said: () => figure.querySelector('output')?.textContent ?? '',
    rings: () => figure.querySelectorAll('[data-here]').length,
  };
}

it('lists the set-ups of a bin, which replaces nothing; one of them opens, and undo brings back the one before', async () => {
  const { experiments, map, said, rings, user } = await openMap();
  const before = linkOfAll(experiments.experiment());
  expect(said()).toBe(words.outside.setting(text.experiment.fields.data.numFeatures.label, '8'));
  expect(rings()).toBe(0);
  fireEvent.focus(map());
  const { row, column } = placeOfFirst();
  for (let at = 0; at < row; at++) fireEvent.keyDown(map(), { key: 'ArrowDown' });
  for (let at = 0; at < column; at++) fireEvent.keyDown(map(), { key: 'ArrowRight' });
  act(() => void fireEvent.keyDown(map(), { key: 'Enter' }));
  expect(linkOfAll(experiments.experiment())).toBe(before);
  const [first] = screen.getAllByRole('button', { name: /^Open set-up/ });
  if (first === undefined) throw new Error('The bin has no set-up.');
  await user.click(first);
  const opened = experiments.experiment();
  expect(linkOfAll(opened)).toBe(readings[0]?.config);
  fireEvent.blur(map());
  expect(said()).toMatch(/^You are here\. Labels per task: /);
  expect(rings()).toBe(2);
  act(() => void experiments.undo());
  expect(linkOfAll(experiments.experiment())).toBe(before);
});

it('is drawn by other axes and against another rival, and closes its list with them', async () => {
  const { map, said, user } = await openMap();
  fireEvent.focus(map());
  act(() => void fireEvent.keyDown(map(), { key: 'Enter' }));
  expect(screen.getByRole('button', { name: words.close })).toBeTruthy();
  await user.selectOptions(screen.getByRole('combobox', { name: words.across }), 'noise');
  await user.selectOptions(screen.getByRole('combobox', { name: words.up }), 'relation');
  await user.selectOptions(screen.getByRole('combobox', { name: words.rival }), 'mmoe');
  expect(screen.queryByRole('button', { name: words.close })).toBeNull();
  expect(map().getAttribute('aria-label')).toBe(words.name(mapAxisName('noise'), mapAxisName('relation')));
  expect(map().querySelectorAll('[data-fill]')).toHaveLength(
    levelsOfAxes.noise.length * levelsOfAxes.relation.length,
  );
  fireEvent.focus(map());
  expect(said()).toMatch(/^Relation: one outsider; noise: low\./);
});

it('opens the recipe of a public file below its row, and closes it again', async () => {
  const { user } = await openMap();
  const { name, why } = text.publicFiles.files.storms;
  const file = screen.getByRole('button', { name });
  await user.click(file);
  expect(screen.getByText(why)).toBeTruthy();
  expect(screen.getByText(/windNext \(number\), pressureNext \(number\)/)).toBeTruthy();
  await user.click(file);
  expect(screen.queryByText(why)).toBeNull();
});
