/** The part of the form that few visitors need, as one download: sizes, training, comparison, data, and the way back from changes. */
import { BudgetSection } from './Budget.tsx';
import { ComparisonSection } from './ComparisonSection.tsx';
import { DataSection } from './DataSection.tsx';
import { TrainingSection } from './TrainingSection.tsx';

export { OpenedChanges } from './OpenedChanges.tsx';

export function SettingsSections() {
  return (
    <>
      <BudgetSection />
      <TrainingSection />
      <ComparisonSection />
      <DataSection />
    </>
  );
}
