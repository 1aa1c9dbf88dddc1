import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrastRatio, rgbOf } from '../../../../../app/charts/base/colorScale.ts';
import { ciede2000, differenceSeen, VISIONS } from './colorVision.ts';

const css = readFileSync('app/ui/styles/tokens.css', 'utf8');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const SURFACES = ['--bg', '--surface', '--raised', '--sunken'];

/** The value of a token in one theme, as the style sheet writes it. */
function token(name: string, theme: Theme): string {
  const match = new RegExp(`${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const value = match?.[theme === 'light' ? 1 : 2];
  if (!value) throw new Error(`tokens.css has no ${name} of the form light-dark(#rrggbb, #rrggbb)`);
  return value;
}

const colors = (name: 'task' | 'series', theme: Theme) =>
  Array.from({ length: 8 }, (_, color) => token(`--${name}-${color + 1}`, theme));

describe('the measuring stick', () => {
  it('reproduces published CIEDE2000 differences', () => {
    // Rows 1, 7, 17 and 25 of the test data of Sharma, Wu and Dalal.
    expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
    expect(ciede2000([50, 0, 0], [50, -1, 2])).toBeCloseTo(2.3669, 4);
    expect(ciede2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
    expect(ciede2000([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 4);
  });
});

describe.each(THEMES)('the colours of eight tasks, %s', (theme) => {
  it.each(VISIONS)('differ pairwise with %s colour vision', (vision) => {
    const all = colors('task', theme);
    for (const [i, a] of all.entries()) {
      for (const b of all.slice(i + 1))
        expect(differenceSeen(vision, a, b), `${a} ${b}`).toBeGreaterThan(9.5);
    }
  });

  it('stand out from the page and from cards by 3 to 1', () => {
    for (const color of [...colors('task', theme), token('--shared', theme)]) {
      for (const surface of ['--bg', '--surface']) {
        expect(contrastRatio(color, token(surface, theme)), `${color} on ${surface}`).toBeGreaterThanOrEqual(
          3,
        );
      }
    }
  });
});

describe.each(THEMES)('the tones of eight architectures, %s', (theme) => {
  it('have hardly a hue, which is that of a task', () => {
    for (const tone of colors('series', theme)) {
      const channels = rgbOf(tone);
      expect(Math.max(...channels) - Math.min(...channels), tone).toBeLessThanOrEqual(48);
    }
  });

  it.each(VISIONS)('are quieter than the accent of the reference with %s colour vision', (vision) => {
    for (const tone of colors('series', theme))
      expect(differenceSeen(vision, tone, token('--accent', theme)), tone).toBeGreaterThan(9.5);
  });

  it('read as letters at the ends of lines, on cards', () => {
    for (const tone of colors('series', theme))
      expect(contrastRatio(tone, token('--surface', theme)), tone).toBeGreaterThanOrEqual(4.5);
  });
});

describe.each(THEMES)('text, %s', (theme) => {
  it.each(['--ink', '--muted', '--good', '--bad', '--warn', '--accent'])(
    '%s reads on every surface (4.5 to 1)',
    (name) => {
      for (const surface of SURFACES) {
        expect(contrastRatio(token(name, theme), token(surface, theme)), surface).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('reads on the accent, and outlines of controls are seen', () => {
    expect(contrastRatio(token('--accent-ink', theme), token('--accent', theme))).toBeGreaterThanOrEqual(4.5);
    for (const surface of SURFACES) {
      expect(
        contrastRatio(token('--line-strong', theme), token(surface, theme)),
        surface,
      ).toBeGreaterThanOrEqual(3);
    }
  });
});
