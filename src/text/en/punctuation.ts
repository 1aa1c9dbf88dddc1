/** English texts: how parts of sentences, and sentences, stand together. */

export const punctuationText = {
  list: (parts: readonly string[]) => parts.join(', '),
  clauses: (parts: readonly string[]) => parts.join('; '),
  heading: (name: string) => `${name}:`,
  said: (of: string, what: string) => `${of}: ${what}`,
  sentence: (words: string) => `${words}.`,
  sentences: (all: readonly string[]) => all.join(' '),
} as const;
