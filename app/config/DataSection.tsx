/** Where the rows come from. */

import { sourceInfos } from '../../src/data/sources.ts';
import { setData } from '../../src/experiment/edit.ts';
import { dataFields, dataGroups } from '../../src/experiment/fields.ts';
import { text } from '../../src/text/text.ts';
import { FieldGroups } from '../fields/FieldList.tsx';
import { useExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { formatCount } from '../ui/format.ts';
import { Section } from './Section.tsx';

const words = text.app.data;

export function DataSection() {
  const { data } = useExperiment();
  const edit = useEdit();
  const note = words.note(formatCount(data.numTrainRows), data.inputDim, data.recipe);
  const unused = sourceInfos.find(({ id }) => id === data.source)?.unusedSettings ?? [];
  return (
    <Section title={words.title} note={note} isOpen={false}>
      <FieldGroups
        fields={dataFields}
        groups={dataGroups.map((group) => ({
          ...group,
          keys: group.keys.filter((key) => !unused.includes(key)),
        }))}
        values={data}
        onChange={(values, key) =>
          edit((experiment) => setData(experiment, values), { mergeKey: `data ${key}` })
        }
      />
    </Section>
  );
}
