/** The form of an architecture with its options, copying and removal, loaded after the first paint. */
import { useId } from 'react';
import type { Field } from '../../src/core/schema/field.ts';
import { limits } from '../../src/core/schema/limits.ts';
import { architectureField, cardFieldsOf, usedCardSettings } from '../../src/experiment/cardFields.ts';
import {
  addVariant,
  duplicateCard,
  removeCard,
  setCard,
  setCardArchitecture,
  setCardOptions,
} from '../../src/experiment/editCards.ts';
import type { CardConfig } from '../../src/experiment/experiment.ts';
import type { Architecture } from '../../src/models/architecture.ts';
import {
  architectureOf,
  architectures,
  type Variant,
  variantOf,
  variantsOf,
} from '../../src/models/architectures.ts';
import { text } from '../../src/text/text.ts';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import { useExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';
import { FieldControl, FieldList } from '../ui/fields/FieldControl.tsx';
import { PopoverChoice } from '../ui/Popover.tsx';
import styles from './CardForm.module.css';
import sectionStyles from './Section.module.css';

const words = text.app.architectures;

interface CardFormProps {
  readonly card: CardConfig;
  readonly architecture: Architecture;
}

export function CardForm({ card, architecture }: CardFormProps) {
  const { tasks } = useExperiment();
  const edit = useEdit();
  const fields = cardFieldsOf(card.id, architecture);
  const changeArchitecture = (id: string): void =>
    edit((experiment) => setCardArchitecture(experiment, card.id, id), {
      lost: words.changed(card.id, architectureOf(id)?.label ?? id),
    });
  const list = {
    fields,
    values: card,
    onChange: (values: Partial<CardConfig>, key: string) =>
      edit((experiment) => setCard(experiment, card.id, values), { mergeKey: `card ${card.id} ${key}` }),
  };
  return (
    <>
      <FieldList {...list} keys={['name']} />
      <LineChoice card={card} field={fields.color} />
      <FieldControl field={architectureField} value={card.architecture} onChange={changeArchitecture} />
      <p className={sectionStyles['about']}>
        {text.summaries.of(variantOf(architecture.id, card.options)?.wordsId ?? architecture.id)}
      </p>
      <FieldList
        fields={architecture.options}
        values={card.options}
        onChange={(values, key) =>
          edit((experiment) => setCardOptions(experiment, card.id, values), {
            mergeKey: `options ${card.id} ${key}`,
          })
        }
      />
      <FieldList {...list} keys={usedCardSettings(card, tasks)} />
      <CardActions card={card} />
    </>
  );
}

function CardActions({ card }: { readonly card: CardConfig }) {
  const isFull = useExperiment().cards.length >= limits.cards;
  const edit = useEdit();
  const name = words.name(card.id, card.name);
  return (
    <div className={styles['actions']}>
      <Button
        icon="duplicate"
        aria-label={words.duplicate(name)}
        disabled={isFull}
        onClick={() => edit((experiment) => duplicateCard(experiment, card.id))}
      >
        {words.duplicateShort}
      </Button>
      <Button
        icon="close"
        aria-label={words.remove(name)}
        onClick={({ currentTarget }) => {
          focusBeside(currentTarget);
          edit((experiment) => removeCard(experiment, card.id), { lost: words.removed(name) });
        }}
      >
        {words.removeShort}
      </Button>
    </div>
  );
}

/** Moves the focus to a neighbouring card before it is lost with the button. */
function focusBeside(button: HTMLButtonElement): void {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-series] > details > summary')];
  const index = lines.findIndex((line) => line.parentElement?.contains(button));
  const next =
    lines[index + 1] ?? lines[index - 1] ?? document.querySelector<HTMLElement>('[data-adds="card"]');
  next?.focus();
}

function LineChoice({ card, field }: { readonly card: CardConfig; readonly field: Field<number> }) {
  const name = useId();
  const edit = useEdit();
  const { min, max } = field.range ?? { min: 0, max: 0 };
  const colors = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return (
    <fieldset className={styles['lines']}>
      <legend>{field.label}</legend>
      {colors.map((color) => (
        <label key={color} className={styles['line']}>
          <input
            type="radio"
            className="visuallyHidden"
            name={name}
            aria-label={words.line(color + 1)}
            checked={color === card.color}
            onChange={() => edit((experiment) => setCard(experiment, card.id, { color }))}
          />
          <SeriesSwatch color={color} />
        </label>
      ))}
    </fieldset>
  );
}

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
          <summary className={sectionStyles['chapter']}>
            <b>{architecture.label}</b> {text.summaries.of(architecture.id)}
          </summary>
          {variantsOf(architecture).map(choiceOf)}
        </details>
      ))}
    </>
  );
}
