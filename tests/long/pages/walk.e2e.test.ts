/** The page bears a visitor who presses everything, however long the names of tasks and cards are. */
import { expect, test } from '../../e2e/harness/test.ts';
import { walk, walkLinks } from '../../e2e/harness/walk.ts';

test('with long names, every button of the results and then the first of Inspect can be pressed', async ({
  openPage,
}) => {
  const pressed = await walk(await openPage({ path: walkLinks.long }));
  expect(pressed.length).toBeGreaterThan(60);
});
