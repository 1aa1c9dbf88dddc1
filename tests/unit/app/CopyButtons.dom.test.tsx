import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { CopyButtons } from '../../../app/panels/verdict/ResultTable.tsx';
import { text } from '../../../src/text/text.ts';
import { renderIn } from './renderIn.tsx';
import { createTestPlayground } from './state/testPlayground.ts';

it('copies no name that a spreadsheet would run, neither in the table nor in the numbers', async () => {
  const user = userEvent.setup();
  const numbers = { title: 't', csvRows: () => [['@SUM(A1)', -1]] };
  renderIn(createTestPlayground(), <CopyButtons table={() => [['=1+1', '+2 %']]} numbers={numbers} />);
  await user.click(screen.getByRole('button', { name: text.verdict.copyTable }));
  expect(await navigator.clipboard.readText()).toBe("'=1+1\t+2 %\n");
  await user.click(screen.getByRole('button', { name: text.verdict.copyCsv }));
  expect(await navigator.clipboard.readText()).toBe("'@SUM(A1),-1\r\n");
});
