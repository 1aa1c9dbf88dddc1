/** The few settings of an architecture that change what its picture shows, within reach of it. */
import { setCardOptions } from '../../../src/experiment/editCards.ts';
import { architectureOf } from '../../../src/models/architectures.ts';
import type { Field, FieldKind } from '../../../src/schema/field.ts';
import { FieldList } from '../../fields/FieldList.tsx';
import { useExperiment } from '../../state/playground.ts';
import { useEdit } from '../../state/useEdit.ts';

/** Counts of experts and switches; widths stand in the form alone. */
const kinds: readonly FieldKind[] = ['perTask', 'integer', 'boolean'];

export function StageFields({ cardId }: { readonly cardId: string }) {
  const edit = useEdit();
  const card = useExperiment().cards.find(({ id }) => id === cardId);
  const architecture = card && architectureOf(card.architecture);
  if (card === undefined || architecture === undefined) return null;
  const { options } = architecture;
  const keys = Object.entries(options).flatMap(([key, field]: readonly [string, Field<unknown>]) =>
    kinds.includes(field.kind) ? [key] : [],
  );
  return (
    <FieldList
      fields={options}
      values={card.options}
      keys={keys}
      onChange={(values, key) =>
        edit((experiment) => setCardOptions(experiment, cardId, values), {
          mergeKey: `options ${cardId} ${key}`,
        })
      }
    />
  );
}
