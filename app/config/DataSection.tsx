/** Where the rows come from. */

import { unusedSettingsOf } from '../../src/data/sources/sources.ts';
import { setData } from '../../src/experiment/edit.ts';
import type { DataConfig } from '../../src/experiment/experiment.ts';
import { dataFields, dataGroups } from '../../src/experiment/fields.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { FieldGroups } from '../fields/FieldList.tsx';
import { openImport } from '../ownData/chooseCsv.ts';
import { ownDataPart } from '../ownData/lazyPart.ts';
import { useExperiment, usePlayground } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';
import { Lazy } from '../ui/Lazy.tsx';
import { Section } from './Section.tsx';

const words = text.app.data;

/** True if something is missing there, which should be in sight. */
const isOpenFor = ({ source, table }: DataConfig): boolean => source === 'table' && table === null;

export function DataSection() {
  const { tasks, data } = useExperiment();
  const edit = useEdit();
  const unused = unusedSettingsOf({ tasks, data });
  const recipe = unused.includes('recipe') ? null : data.recipe;
  const note = words.note(formatCount(data.numTrainRows), data.inputDim, recipe);
  return (
    <Section title={words.title} note={note} isOpen={isOpenFor(data)}>
      <OwnFile isShown={data.source === 'table'} />
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

/** The file, where rows are those of one; else the way to bring one. */
function OwnFile({ isShown }: { readonly isShown: boolean }) {
  const playground = usePlayground();
  if (isShown)
    return (
      <Lazy part={ownDataPart} name={text.app.ownData.title}>
        {({ FileBox }) => <FileBox />}
      </Lazy>
    );
  return <Button onClick={() => openImport(playground, null)}>{text.app.ownData.menu}</Button>;
}
