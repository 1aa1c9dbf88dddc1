/** What the file of a recipe is, and where to get it. */
import type { Recipe } from '../../src/table/recipes.ts';
import { text } from '../../src/text/text.ts';
import styles from './ImportDialog.module.css';

const words = text.ownData.choose.links;

export function RecipeSource({ recipe }: { readonly recipe: Recipe }) {
  const { source, links } = text.recipes[recipe.id];
  return (
    <>
      <p>{source}</p>
      <p className={styles['links']}>
        {(['file', 'paper'] as const).map((key) => (
          <a key={key} href={links[key]} target="_blank" rel="noreferrer">
            {words[key]}
          </a>
        ))}
      </p>
    </>
  );
}
