/** Settings that few visitors need, as one download: sizes, training, comparison, data. */
import { BudgetSection } from './Budget.tsx';
import { ComparisonSection } from './ComparisonSection.tsx';
import { DataSection } from './DataSection.tsx';
import { TrainingSection } from './TrainingSection.tsx';

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
