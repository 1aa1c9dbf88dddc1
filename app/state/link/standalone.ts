/** Experiment, run and lesson that a page in one file (`src/build/standalone.mjs`) was saved with. */
import { ownOf } from '../../../src/core/schema/readFields.ts';

/** These as they were written; whoever uses a part reads it as anything from outside. */
export interface KeptInFile {
  /** The fragment of the link to the experiment, without `#`. */
  readonly link: string;
  /** The run, as `savedRunText` writes it; null: none. */
  readonly run: string | null;
  /** The lesson, as `textOfLesson` writes it; null: none. */
  readonly lesson: string | null;
  /** Address of the page that the file was saved from, to which links lead; null: it is not known. */
  readonly home: string | null;
}

/** The element that holds it in the page of one file, and nowhere else. */
export const keptElement = (): HTMLElement | null => document.getElementById('kept');

/** Null for a page of a server, and for a file in which nothing is kept. Never throws. */
export function keptInFile(): KeptInFile | null {
  const kept = jsonIn(keptElement()?.textContent ?? 'null');
  const textOf = (key: keyof KeptInFile): string | null => {
    const value = ownOf(kept, key);
    return typeof value === 'string' ? value : null;
  };
  const link = textOf('link');
  const home = homeIn(textOf('home') ?? '');
  return link === null ? null : { link, run: textOf('run'), lesson: textOf('lesson'), home };
}

/** The address of a page of a server; null: it is none. Whoever wrote the file may have written another. */
function homeIn(written: string): string | null {
  const url = URL.canParse(written) ? new URL(written) : null;
  const isOfServer = url !== null && /^https?:$/.test(url.protocol) && url.username + url.password === '';
  return isOfServer ? url.href.replace(/#.*$/, '') : null;
}

/** The host that links of this page in one file lead to, which nobody can check; null: they lead to where the page is. */
export function hostOfFile(): string | null {
  const home = keptInFile()?.home ?? null;
  return home === null ? null : new URL(home).host;
}

function jsonIn(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}

/** The address of the page, without its fragment, that others can open: of a page in one file, that of the page it was saved from. */
export function homeAddress(): string {
  const { home } = keptInFile() ?? {};
  return home ?? location.href.replace(/#.*$/, '');
}
