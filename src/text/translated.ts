/** Type of a text in another language: names and parameters must be those of the English one. */
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
