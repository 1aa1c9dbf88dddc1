/** Reads the experiment, run and lesson stored in a standalone page (`src/build/standalone.mjs`). */
import { ownPropertyOf } from '../../../src/core/schema/readFields.ts';

/** Each part must be validated as foreign input. */
export interface StandaloneContents {
  /** Fragment of the link, without `#`. */
  readonly link: string;
  /** Text of `savedRunText`. */
  readonly run: string | null;
  /** Text of `textOfLesson`. */
  readonly lesson: string | null;
  readonly home: string | null;
}

export const standaloneElement = (): HTMLElement | null => document.getElementById('kept');

/** Null for a served page or an empty file. Never throws. */
export function standaloneContents(): StandaloneContents | null {
  const kept = jsonOrNull(standaloneElement()?.textContent ?? 'null');
  const textOf = (key: keyof StandaloneContents): string | null => {
    const value = ownPropertyOf(kept, key);
    return typeof value === 'string' ? value : null;
  };
  const link = textOf('link');
  const home = validHomeAddress(textOf('home') ?? '');
  return link === null ? null : { link, run: textOf('run'), lesson: textOf('lesson'), home };
}

// Anything could be written in the file, so only http addresses are accepted.
function validHomeAddress(written: string): string | null {
  const url = URL.canParse(written) ? new URL(written) : null;
  const isOfServer = url !== null && /^https?:$/.test(url.protocol) && url.username + url.password === '';
  return isOfServer ? url.href.replace(/#.*$/, '') : null;
}

/** Host that links lead to, unverified; null if it is this page. */
export function hostOfFile(): string | null {
  const home = standaloneContents()?.home ?? null;
  return home === null ? null : new URL(home).host;
}

function jsonOrNull(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}

export function homeAddress(): string {
  const { home } = standaloneContents() ?? {};
  return home ?? location.href.replace(/#.*$/, '');
}
