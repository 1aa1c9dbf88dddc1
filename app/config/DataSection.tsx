/** Where the rows come from. */

import { unusedSettingsOf } from '../../src/data/sources/sources.ts';
import { setData } from '../../src/experiment/edit.ts';
import { dataFields, dataGroups } from '../../src/experiment/fields.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { FieldGroups } from '../fields/FieldList.tsx';
import { useExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { Lazy } from '../ui/Lazy.tsx';
import { Section } from './Section.tsx';
import { ownDataPart } from './TasksSection.tsx';

const words = text.app.data;

export function DataSection() {
  const { tasks, data } = useExperiment();
  const edit = useEdit();
  const unused = unusedSettingsOf({ tasks, data });
  const recipe = unused.includes('recipe') ? null : data.recipe;
  const note = words.note(formatCount(data.numTrainRows), data.inputDim, recipe);
  return (
    <Section title={words.title} note={note}>
      {data.source === 'table' && (
        <Lazy part={ownDataPart} name={text.app.ownData.title}>
          {({ FileBox }) => <FileBox />}
        </Lazy>
      )}
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
