/** `npm run timings`: a list of many runs. */
import { text } from '../../../src/text/text.ts';
import { dialogOf, openHistory, rowsOf } from '../harness/history.ts';
import { boundOf } from '../harness/mainThread.ts';
import { smallRun, train } from '../harness/playground.ts';
import { expect, test } from '../harness/test.ts';

const words = text.history;

test('opens a list of 500 at once', async ({ openPage, annotate }) => {
  const page = await openPage({ path: smallRun('steps=40&backend=wasm&eval=10&A=adattSp&B=ple') });
  await train(page);
  await openHistory(page);
  await expect.poll(() => rowsOf(page).count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('adatt-playground');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(['runs', 'texts'], 'readwrite');
          const [runs, texts] = [transaction.objectStore('runs'), transaction.objectStore('texts')];
          const reading = runs.getAll();
          reading.onsuccess = () => {
            const [record] = reading.result;
            const saved = texts.get(record.id);
            saved.onsuccess = () => {
              for (let index = 1; index < 500; index++) {
                const id = `0${String(index).padStart(8, '0')}-${index}`;
                runs.put({ ...record, id, time: record.time - index * 1e6, name: `Run ${index}` });
                texts.put(saved.result, id);
              }
            };
          };
          transaction.oncomplete = resolve;
        };
      }),
  );
  const openMs = () =>
    page.evaluate(async (name) => {
      const start = performance.now();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'h', bubbles: true }));
      const isThere = () => document.querySelectorAll(`ul[aria-label="${name}"] > li`).length > 20;
      while (!isThere()) await new Promise(requestAnimationFrame);
      return performance.now() - start;
    }, words.list);
  const ms = await openMs();
  expect(ms).toBeLessThan(boundOf(200));
  await annotate(`the list of 500 runs opened in ${Math.round(ms)} ms`);
  await dialogOf(page).getByText(words.count(500, 500)).waitFor();
});
