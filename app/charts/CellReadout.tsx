/** The line under a heat map: what the chosen cell says. Announced to screen readers as it changes. */
import { chartText } from '../../src/index.ts';
import { cellText } from './cellText.ts';
import styles from './GateHeatMap.module.css';
import type { GateMatrix, MatrixNames } from './gateMatrix.ts';
import type { CellPlace } from './heatLayout.ts';

interface CellReadoutProps {
  readonly cell: CellPlace | null;
  readonly matrix: GateMatrix;
  readonly names: MatrixNames;
}

export function CellReadout({ cell: place, matrix, names }: CellReadoutProps) {
  const cell = place && matrix[place.unit]?.[place.expert];
  if (!place || !cell) return <output className={styles['readout']}>{chartText.heatMapHint}</output>;
  return (
    <output className={styles['readout']}>
      <strong>
        {chartText.cell(names.unitNames[place.unit] ?? '', names.expertNames[place.expert] ?? '')}
      </strong>{' '}
      {cellText(cell)}
    </output>
  );
}
