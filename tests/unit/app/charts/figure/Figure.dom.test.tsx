import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fileNameOf, standaloneSvg } from '../../../../../app/charts/figure/exportFigure.ts';
import { Figure } from '../../../../../app/charts/figure/Figure.tsx';

function show() {
  return render(
    <Figure title="My picture" note="a note" csvRows={() => [['x'], [1]]} table={() => <table />}>
      <svg data-picture width="40" height="30">
        <title>a picture</title>
        <rect className="box" width="10" height="10" style={{ fill: 'rgb(1, 2, 3)' }} />
      </svg>
    </Figure>,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe('saving', () => {
  it('gives a drawing that needs no style sheet and carries its title, note and key', () => {
    show();
    const svg = document.querySelector<SVGSVGElement>('svg[data-picture]');
    if (!svg) throw new Error('The figure has no picture.');
    const key = [{ id: 'a', name: 'AdaTT', color: 1 }];
    const copy = standaloneSvg(svg, { title: 'My picture', note: 'a note', key });
    expect(copy.querySelector('.box')).toBeNull();
    expect([...copy.querySelectorAll('rect')].map((rect) => rect.getAttribute('fill'))).toContain(
      'rgb(1, 2, 3)',
    );
    expect([...copy.querySelectorAll('text')].map((one) => one.textContent)).toEqual([
      'My picture',
      'a note',
      'AdaTT',
    ]);
    expect(copy.getAttribute('xmlns')).toBe('http://www.w3.org/2000/svg');
    expect(svg.querySelectorAll('rect').length).toBe(1);
  });

  it('names the file after the title, in any script', () => {
    expect(fileNameOf('Task 1: Klicks & Käufe')).toBe('task-1-klicks-käufe');
    expect(fileNameOf('任务 1')).toBe('任务-1');
    expect(fileNameOf('???')).toBe('figure');
  });

  it('writes the rows as CSV under that name', async () => {
    const blobs: Blob[] = [];
    vi.stubGlobal('URL', {
      createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`,
      revokeObjectURL: () => undefined,
    });
    const names: string[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      names.push(this.download);
    });
    show();
    fireEvent.click(screen.getByText('Numbers (CSV)'));
    click.mockRestore();
    expect(names).toEqual(['my-picture.csv']);
    expect(await blobs[0]?.text()).toBe('x\r\n1\r\n');
  });

  it('says so when a picture cannot be made', async () => {
    vi.stubGlobal('URL', {
      createObjectURL: () => {
        throw new Error('no room');
      },
    });
    show();
    fireEvent.click(screen.getByText('Drawing (SVG)'));
    expect((await screen.findByRole('alert')).textContent).toContain('could not be saved');
  });

  it('closes its menu with Escape and gives the focus back', () => {
    show();
    const menu = screen.getByText('Numbers (CSV)').closest('details');
    if (!menu) throw new Error('The figure has no menu.');
    menu.open = true;
    fireEvent.keyDown(screen.getByText('Numbers (CSV)'), { key: 'Escape' });
    expect(menu.open).toBe(false);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Save My picture');
  });
});
