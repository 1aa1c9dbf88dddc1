/**
 * The type of a text in another language: what the English one is, in other words. Names, places and parameters must be the same;
 * which words stand there is free, and the compiler names what is missing.
 */
export type Translated<Text> = Text extends string
  ? string
  : Text extends number
    ? number
    : Text extends boolean
      ? boolean
      : Text extends (...given: infer Given) => infer Said
        ? (...given: Given) => Translated<Said>
        : Text extends object
          ? { readonly [Name in keyof Text]: Translated<Text[Name]> }
          : Text;
