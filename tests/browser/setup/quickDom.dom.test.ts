/** The quick answers about styles are those of the cascade, which is asked as soon as the page has a style sheet. */
import { afterEach, expect, it } from 'vitest';

const pages = {
  blocks: '<main><p>A <b>bold</b> <a href="#">link</a><br><code>x</code></p><hr><ul><li>One</li></ul></main>',
  tables:
    '<table><caption>C</caption><colgroup><col></colgroup><thead><tr hidden><th>H</th></tr></thead><tbody hidden><tr><td>D</td></tr></tbody></table>',
  controls:
    '<form><label>L<input></label><input type="hidden"><input type="checkbox"><select><option>O</option></select><button>B</button></form>',
  folded:
    '<details><summary>S</summary><p>P</p></details><details open><summary>S</summary><summary>T</summary></details>',
  dialogs: '<dialog>D</dialog><dialog open>D</dialog><div popover>P</div><template>T</template>',
  drawings: '<svg><title>T</title><g><text>X</text><path></path></g></svg>',
  hidden:
    '<div hidden>H</div><div aria-hidden="true">A</div><span hidden="until-found">U</span><embed hidden>',
  styled:
    '<div style="visibility: hidden"><p>P</p><p style="visibility: visible">V</p></div><p style="display: none">N</p><div style="pointer-events: none"><a>A</a></div><i style="display: inherit">I</i><b style="color: red">C</b>',
};

afterEach(() => {
  document.head.replaceChildren();
  document.body.replaceChildren();
});

/** What queries and pointers ask, by either way of asking. */
const answers = () =>
  [...document.querySelectorAll('*:not(head > style)')].map((element) => {
    const style = getComputedStyle(element);
    const { display, visibility, pointerEvents, color } = style;
    const asked = ['display', 'visibility', 'pointer-events', 'margin-top'];
    return [
      ...[element.localName, display, visibility, pointerEvents, color],
      ...asked.map((name) => style.getPropertyValue(name)),
    ];
  });

it.each(Object.entries(pages))('are those of the cascade: %s', (_, page) => {
  document.body.innerHTML = page;
  const quick = answers();
  // Asked twice: what was remembered of one element must fit the next one like it.
  expect(answers()).toEqual(quick);
  document.head.append(document.createElement('style'));
  expect(document.styleSheets).toHaveLength(1);
  expect(quick).toEqual(answers());
});

it('follow style sheets, and what changes', () => {
  document.body.innerHTML = '<p>P</p>';
  const paragraph = document.querySelector('p') as HTMLElement;
  expect(getComputedStyle(paragraph).display).toBe('block');
  paragraph.hidden = true;
  expect(getComputedStyle(paragraph).display).toBe('none');
  paragraph.hidden = false;
  paragraph.style.display = 'flex';
  expect(getComputedStyle(paragraph).display).toBe('flex');
  paragraph.style.display = '';
  document.head.innerHTML = '<style>p { display: none; visibility: hidden }</style>';
  expect(getComputedStyle(paragraph)).toMatchObject({ display: 'none', visibility: 'hidden' });
});
