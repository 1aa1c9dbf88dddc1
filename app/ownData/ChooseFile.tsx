/** No file yet: how to bring one, one to try, and files that are known by name. */
import { type Recipe, recipeIn, recipes } from '../../src/table/recipes.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment, useMissingFile, usePlayground } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import { chooseTable } from './chooseTable.ts';
import styles from './ImportDialog.module.css';
import { useImportController } from './useImportController.ts';

const words = text.ownData.choose;

export function ChooseFile() {
  const playground = usePlayground();
  const controller = useImportController();
  const awaited = useAwaitedRecipe();
  return (
    <div className={styles['body']}>
      <div className={styles['drop']}>
        {awaited !== undefined && (
          <div className={styles['recipe']}>
            <p>
              <strong>{words.awaited(text.recipes[awaited.id].label)}</strong>
            </p>
            <RecipeSource recipe={awaited} />
          </div>
        )}
        <p>{words.detail}</p>
        <Button look="primary" onClick={() => chooseTable(playground)}>
          {words.button}
        </Button>
      </div>
      <section>
        <h3>{words.exampleTitle}</h3>
        <p className="note">{words.exampleDetail}</p>
        <Button onClick={controller.readExample}>{words.example}</Button>
      </section>
      <KnownFiles except={awaited} />
    </div>
  );
}

/** The recipe that the open experiment is set up by, while its file is missing. */
function useAwaitedRecipe(): Recipe | undefined {
  const { table } = useExperiment().data;
  const isMissing = useMissingFile() !== null;
  return table !== null && isMissing ? recipeIn(table) : undefined;
}

function KnownFiles({ except }: { readonly except: Recipe | undefined }) {
  const controller = useImportController();
  const known = recipes.filter((recipe) => recipe !== except);
  if (known.length === 0) return null;
  return (
    <section>
      <h3>{words.recipesTitle}</h3>
      {known.map((recipe) => (
        <div key={recipe.id} className={styles['recipe']}>
          <p>
            <strong>{text.recipes[recipe.id].label}</strong>
          </p>
          <RecipeSource recipe={recipe} />
          <p className="note">{words.recipeDetail}</p>
          <Button onClick={() => controller.useRecipe(recipe.id)}>
            {words.recipe(text.recipes[recipe.id].label)}
          </Button>
        </div>
      ))}
    </section>
  );
}

function RecipeSource({ recipe }: { readonly recipe: Recipe }) {
  const { source, links } = text.recipes[recipe.id];
  return (
    <>
      <p>{source}</p>
      <p className="row">
        {(['file', 'paper'] as const).map((key) => (
          <a key={key} href={links[key]} target="_blank" rel="noreferrer">
            {words.links[key]}
          </a>
        ))}
      </p>
    </>
  );
}
