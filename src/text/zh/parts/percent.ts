/** Chinese texts: the sign after a share, without a space. */
import type * as english from '../../en/parts/percent.ts';
import type { Translated } from '../../translated.ts';

export const percentSigns: Translated<typeof english.percentSigns> = { usual: '%', narrow: '%' };
