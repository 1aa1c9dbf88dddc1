/** The architectures that can be added, each with a sentence on what it is. */
import { addVariant } from '../../src/experiment/editCards.ts';
import { architectures, type Variant, variantsOf } from '../../src/models/architectures.ts';
import { text } from '../../src/text/text.ts';
import { useEdit } from '../state/useEdit.ts';
import { PopoverChoice } from '../ui/Popover.tsx';
import styles from './Section.module.css';

export function VariantChoices() {
  const edit = useEdit();
  const choiceOf = (variant: Variant) => (
    <PopoverChoice
      key={variant.wordsId}
      title={variant.label}
      detail={text.summaries.of(variant.wordsId)}
      onChoose={() => edit((experiment) => addVariant(experiment, variant))}
    />
  );
  const alone = architectures.filter(({ variants }) => variants === undefined);
  const chapters = architectures.filter(({ variants }) => variants !== undefined);
  return (
    <>
      {alone.flatMap(variantsOf).map(choiceOf)}
      {chapters.map((architecture) => (
        <details key={architecture.id}>
          <summary className={styles['chapter']}>
            <b>{architecture.label}</b> {text.summaries.of(architecture.id)}
          </summary>
          {variantsOf(architecture).map(choiceOf)}
        </details>
      ))}
    </>
  );
}
