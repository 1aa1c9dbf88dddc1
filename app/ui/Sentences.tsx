/** Sentences, an item of a list each. */
export const Sentences = ({ of: sentences }: { readonly of: readonly string[] }) => (
  <ul>
    {sentences.map((sentence, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same
      <li key={place}>{sentence}</li>
    ))}
  </ul>
);
