/** The page that links of a page in one file lead to, as far as the file may say it. */
import { render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ShareLink } from '../../../../../app/bar/ShareLink.tsx';
import { homeAddress, hostOfFile } from '../../../../../app/state/link/standalone.ts';
import { text } from '../../../../../src/text/text.ts';

function keep(home: unknown): void {
  const element = document.createElement('script');
  element.id = 'kept';
  element.type = 'application/json';
  element.textContent = JSON.stringify({ link: 'v=2', run: null, lesson: null, home });
  document.body.replaceChildren(element);
}

afterEach(() => document.body.replaceChildren());

it.each([
  'javascript:alert(1)//',
  'file:///etc/passwd',
  'data:text/html,x',
  'https://good.example@evil.example/',
  'httpsx://a.b/',
  'no address',
  7,
])('is none where it is %j', (home) => {
  keep(home);
  expect([hostOfFile(), homeAddress()]).toEqual([null, location.href.replace(/#.*$/, '')]);
});

it('is an address without a fragment, whose host is named before the link is copied', () => {
  keep('https://evil.example/page/?x=1#v=2');
  expect([hostOfFile(), homeAddress()]).toEqual(['evil.example', 'https://evil.example/page/?x=1']);
  const shared = { link: `${homeAddress()}#v=2`, sentence: null, holds: 'nothing' as const };
  render(<ShareLink shared={shared} hasCopied={false} onShare={() => undefined} />);
  expect(screen.getByText(text.sharing.leadsTo('evil.example'))).toBeDefined();
  expect(screen.getByText(text.sharing.copyByHand)).toBeDefined();
});
