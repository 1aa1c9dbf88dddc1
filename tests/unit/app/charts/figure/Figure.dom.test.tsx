import { render, screen } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { useWidth } from '../../../../../app/charts/base/useWidth.ts';
import { Figure } from '../../../../../app/charts/figure/Figure.tsx';
import { standaloneSvg } from '../../../../../app/charts/figure/picture.ts';
import {
  fileNameOfTitle,
  PaperFrame,
  type PictureWords,
} from '../../../../../app/charts/figure/SaveChoices.tsx';
import { text } from '../../../../../src/text/text.ts';

const words = text.saving;

/** A picture as wide as its place. */
function Picture() {
  const [ref, width] = useWidth(40);
  return (
    <div ref={ref}>
      <svg data-picture width={width} height="30" aria-hidden="true">
        <title>a picture</title>
        <rect className="box" width="10" height="10" style={{ fill: 'rgb(1, 2, 3)' }} />
      </svg>
    </div>
  );
}

function show(): UserEvent {
  const csvRows = () => [['x'], ['=1+1']];
  render(
    <Figure
      title="My picture"
      note="a note"
      place="Level 1"
      unit="MSE"
      csvRows={csvRows}
      table={() => <table />}
    >
      <Picture />
    </Figure>,
  );
  return userEvent.setup();
}

// Other files share the process, and load parts of the page by their addresses.
afterEach(() => {
  vi.unstubAllGlobals();
});

/** What is saved from now on. */
function watchFiles() {
  const files: { name: string; content: Blob }[] = [];
  const contents: Blob[] = [];
  vi.stubGlobal('URL', {
    createObjectURL: (blob: Blob) => `blob:${contents.push(blob)}`,
    revokeObjectURL: () => undefined,
  });
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click');
  click.mockImplementation(function (this: HTMLAnchorElement) {
    const content = contents.at(-1);
    if (content !== undefined) files.push({ name: this.download, content });
  });
  onTestFinished(() => click.mockRestore());
  return files;
}

async function save(user: UserEvent, format: 'svg' | 'csv' | 'json'): Promise<void> {
  await user.click(screen.getByRole('button', { name: words.saveTitle('My picture') }));
  await user.click(await screen.findByText(words[format]));
}

const picture = (): SVGSVGElement => {
  const svg = document.querySelector<SVGSVGElement>('svg[data-picture]');
  if (!svg) throw new Error('The figure has no picture.');
  return svg;
};

/** The picture on the page as a file, as if it were so wide: jsdom lays nothing out. */
function savedPicture(width: number, words: PictureWords): SVGSVGElement {
  const { container } = render(<PaperFrame words={words} width={width} height={30} />);
  const frame = container.querySelector('svg');
  if (!frame) throw new Error('There is no frame.');
  return standaloneSvg(picture(), frame);
}

afterEach(() => vi.unstubAllGlobals());

describe('a drawing', () => {
  it('needs no style sheet and carries its title, note, legend and key', () => {
    show();
    const key = [{ id: 'a', name: 'AdaTT', color: 1 }];
    const copy = savedPicture(300, { title: 'My picture', note: 'a note', legend: ['e expert'], key });
    expect(copy.querySelector('.box')).toBeNull();
    expect([...copy.querySelectorAll('rect')].map((rect) => rect.getAttribute('fill'))).toEqual([
      'rgb(255, 255, 255)',
      'rgb(1, 2, 3)',
    ]);
    expect([...copy.querySelectorAll('text')].map((one) => one.textContent)).toEqual([
      'My picture',
      'a note',
      'e expert',
      'AdaTT',
    ]);
    expect(copy.getAttribute('xmlns')).toBe('http://www.w3.org/2000/svg');
    expect(copy.hasAttribute('aria-hidden')).toBe(false);
    expect(picture().querySelectorAll('rect').length).toBe(1);
  });

  it('names its origin below, with a link, and prints no more of a long one than the page', () => {
    show();
    const origin = (address: string) => {
      const foot = { words: 'Made with it.', address };
      const copy = savedPicture(300, { title: 'My picture', note: undefined, legend: [], key: [], foot });
      const lines = [...copy.querySelectorAll('a text')].map((one) => one.textContent);
      return { lines, href: copy.querySelector('a')?.getAttribute('href') };
    };
    const short = 'https://a.b/#v=2';
    expect(origin(short)).toEqual({ lines: ['Made with it.', short], href: short });
    const long = `https://a.b/#v=2&corr=${'.1,'.repeat(100)}`;
    expect(origin(long)).toEqual({ lines: ['Made with it.', 'https://a.b/'], href: long });
  });

  it('breaks words into lines that fit, in any script', () => {
    show();
    const copy = savedPicture(100, {
      title: 'ab cd',
      note: `${'word '.repeat(9)}${'任'.repeat(15)}`,
      legend: [],
      key: [],
    });
    const lines = [...copy.querySelectorAll('text')].map((one) => one.textContent ?? '');
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.join(' ').replaceAll(' ', '')).toBe(`abcd${'word'.repeat(9)}${'任'.repeat(15)}`);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(18);
    expect(Math.max(...lines.map((line) => line.match(/任/g)?.length ?? 0))).toBeLessThan(10);
  });

  it('is drawn anew in the width of paper, whatever the width of the page', async () => {
    const user = show();
    const files = watchFiles();
    await save(user, 'svg');
    await vi.waitFor(() => expect(files.map(({ name }) => name)).toEqual(['my-picture-level-1.svg']));
    expect(await files[0]?.content.text()).not.toContain('width="40"');
    expect(document.querySelector('svg[data-picture]')?.getAttribute('width')).toBe('40');
    expect(document.querySelectorAll('svg[data-picture]').length).toBe(1);
  });
});

describe('numbers', () => {
  it('are saved as CSV, which no spreadsheet runs', async () => {
    const user = show();
    const files = watchFiles();
    await save(user, 'csv');
    await vi.waitFor(() => expect(files.map(({ name }) => name)).toEqual(['my-picture-level-1.csv']));
    expect(await files[0]?.content.text()).toBe("x\r\n'=1+1\r\n");
  });
});

it('names the file after the title, in any script', () => {
  expect(fileNameOfTitle('Task 1: Klicks & Käufe')).toBe('task-1-klicks-käufe');
  expect(fileNameOfTitle('任务 1')).toBe('任务-1');
  expect(fileNameOfTitle('???')).toBe('figure');
});

it('says so when nothing can be saved', async () => {
  const user = show();
  vi.stubGlobal('URL', {
    createObjectURL: () => {
      throw new Error('no room');
    },
  });
  await save(user, 'csv');
  expect((await screen.findByRole('alert')).textContent).toBe(words.saveFailed);
});
