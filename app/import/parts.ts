/** What the page shows of the visitor's own data, as one download. */
export { FileBox } from './FileBox.tsx';
export { ImportDialog } from './ImportDialog.tsx';
export { TableTasks } from './TableTasks.tsx';
