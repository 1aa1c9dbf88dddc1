/** Where the small experiments of the article lie on its map. */
import { levelsOfAxes } from '../../src/studies/map/levels.ts';

/** The cell of four tasks, by the place of their labels on the axis. */
export const placeOnArticleMap = (column: number) => ({
  row: levelsOfAxes.tasks.length - 1 - levelsOfAxes.tasks.indexOf('4'),
  column,
});
