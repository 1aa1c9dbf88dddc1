import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { text } from '../../../src/text/text.ts';
import { renderApp } from './renderApp.tsx';

// jsdom has no dialogs.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};

it('explains its terms and keys at a key, each in two sentences at most', async () => {
  const { user } = renderApp();
  await user.keyboard('?');
  await screen.findByRole('dialog', { name: text.glossary.title }, { timeout: 20_000 });
  for (const [term, meaning] of text.glossary.terms) {
    screen.getByText(term, { selector: 'dt' });
    expect(meaning.split(/[.!?](?:\s|$)/).filter((sentence) => sentence !== '').length, term).toBeLessThan(3);
  }
});
