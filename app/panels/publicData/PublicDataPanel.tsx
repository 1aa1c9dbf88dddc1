/** Models compared on public data: files of packages, and the paper's data set. */
import { PaperTable } from '../../view/PaperTable.tsx';
import { PublicFiles } from './PublicFiles.tsx';

export const PublicDataPanel = () => (
  <>
    <PublicFiles />
    <PaperTable />
  </>
);
