import { describe, expect, it } from 'vitest';
import {
  colorScaleFor,
  contrastRatio,
  inkColorOn,
  luminance,
  rgbOf,
} from '../../../../../app/charts/base/colorScale.ts';
import { differenceSeen, VISIONS } from './colorVision.ts';

const themesOf = (color: string) => color.match(/#[0-9a-f]{6}/g) ?? [];
const steps = Array.from({ length: 41 }, (_, i) => i / 40);

describe('the scale of values from 0', () => {
  const scale = colorScaleFor({ low: 0, high: 1 });
  const lightness = (theme: 0 | 1) =>
    steps.map((share) => luminance(rgbOf(themesOf(scale.paintOf(share).fill)[theme] ?? '')));

  it('gets darker with every step in light, lighter in dark, so that it reads in grey too', () => {
    const [inLight, inDark] = [lightness(0), lightness(1)];
    expect(inLight).toEqual(inLight.toSorted((a, b) => b - a));
    expect(inDark).toEqual(inDark.toSorted((a, b) => a - b));
    for (const values of [inLight, inDark]) expect(new Set(values).size).toBe(steps.length);
  });
});

describe('the scale of values of both signs', () => {
  const scale = colorScaleFor({ low: -1.5, high: 1.5 });

  it('has zero in the middle, and its ends apart for every colour vision', () => {
    expect([scale.low, scale.high]).toEqual([-1.5, 1.5]);
    for (const theme of [0, 1]) {
      const [low, zero, high] = [-1.5, 0, 1.5].map(
        (value) => themesOf(scale.paintOf(value).fill)[theme] ?? '',
      );
      for (const vision of VISIONS) {
        expect(differenceSeen(vision, low ?? '', high ?? '')).toBeGreaterThan(20);
        expect(differenceSeen(vision, zero ?? '', high ?? '')).toBeGreaterThan(20);
        expect(differenceSeen(vision, zero ?? '', low ?? '')).toBeGreaterThan(20);
      }
    }
  });
});

it('writes every value in an ink that reads on its cell, in both themes', () => {
  for (const low of [0, -1]) {
    const scale = colorScaleFor({ low, high: 1 });
    for (const share of steps) {
      const paint = scale.paintOf(scale.low + share * (scale.high - scale.low));
      const inks = themesOf(paint.ink);
      themesOf(paint.fill).forEach((fill, theme) => {
        expect(contrastRatio(fill, inks[theme] ?? ''), fill).toBeGreaterThanOrEqual(4.2);
      });
    }
  }
  expect([inkColorOn('#ffffff'), inkColorOn('#000000')]).toEqual(['#14161a', '#ffffff']);
});
