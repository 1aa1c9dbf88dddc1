/** Chinese texts: how parts of sentences, and sentences, stand together. */
import type * as english from '../en/punctuation.ts';
import type { Translated } from '../translated.ts';

export const punctuationText: Translated<typeof english.punctuationText> = {
  list: (parts) => parts.join('，'),
  clauses: (parts) => parts.join('；'),
  heading: (name) => `${name}：`,
  said: (of, what) => `${of}：${what}`,
  sentence: (words) => `${words}。`,
  sentences: (all) => all.join(''),
};
