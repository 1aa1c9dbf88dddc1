/** Known public files: roles of columns and the tasks made of them, without the files themselves. */
import type { text } from '../../text/text.ts';
import type { CsvForm } from './table.ts';
import { roleOfLetter, type TableSetup, type TargetSetup } from './tableSetup.ts';

export type RecipeId = keyof typeof text.recipes;

export interface FileRecipe {
  readonly id: RecipeId;
  readonly form: Pick<TableSetup, Exclude<keyof CsvForm, 'maxRows'> | 'columns' | 'targets'>;
}

/** Parses `name:n name:c`, with letters of `columnRoles` and underscores for spaces. */
function columnsOf(written: string): TableSetup['columns'] {
  return written
    .trim()
    .split(/\s+/)
    .map((column) => ({
      name: column.slice(0, -2).replaceAll('_', ' '),
      role: roleOfLetter(column.slice(-1)) ?? 'ignored',
    }));
}

const binaryTargetOf = (column: string, ...values: string[]): TargetSetup => ({
  column,
  positive: { kind: 'values', values },
  mask: null,
});

/** Tasks of the AdaTT paper's public data set. Their columns and the instance weight are no features. */
const censusRecipe: FileRecipe = {
  id: 'census',
  form: {
    characters: 'unicode',
    delimiter: 'comma',
    hasHeader: false,
    columns: columnsOf(`
      age:n class_of_worker:c industry_code:c occupation_code:c education:t wage_per_hour:n enrolled_last_week:c
      marital_status:t major_industry:c major_occupation:c race:c hispanic_origin:c sex:c union_member:c
      reason_for_unemployment:c full_or_part_time:c capital_gains:n capital_losses:n dividends:n tax_filer:c
      previous_region:c previous_state:c household_and_family:c household_summary:c instance_weight:i
      migration_in_msa:c migration_in_region:c migration_within_region:c same_house:c previous_in_sunbelt:c
      persons_worked_for:n family_under_18:c birth_country_of_father:c birth_country_of_mother:c birth_country:c
      citizenship:c own_business:c veterans_questionnaire:c veterans_benefits:c weeks_worked:n year:c income:t`),
    targets: [
      binaryTargetOf(
        'education',
        'Associates degree-occup /vocational',
        'Associates degree-academic program',
        'Bachelors degree(BA AB BS)',
        'Masters degree(MA MS MEng MEd MSW MBA)',
        'Prof school degree (MD DDS DVM LLB JD)',
        'Doctorate degree(PhD EdD)',
      ),
      binaryTargetOf('income', '50000+.'),
      binaryTargetOf('marital status', 'Never married'),
    ],
  },
};

export const fileRecipes: readonly FileRecipe[] = [censusRecipe];

export const recipeOfId = (id: string): FileRecipe | undefined =>
  fileRecipes.find((recipe) => recipe.id === id);

/** Recipe that the set-up equals, apart from its split. */
export const recipeOfSetup = (setup: TableSetup): FileRecipe | undefined =>
  fileRecipes.find(({ form }) =>
    (Object.keys(form) as (keyof FileRecipe['form'])[]).every(
      (key) => JSON.stringify(form[key]) === JSON.stringify(setup[key]),
    ),
  );
