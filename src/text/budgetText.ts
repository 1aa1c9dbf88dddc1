/** The texts of the budget: a part of the catalogue that is loaded with what shows them. */
export { budgetText } from './en/budget.ts';
