/** Tips for teaching with a preset's story: what to ask, what is seen, what surprises; loaded on demand. */
import { text } from '../../src/text/text.ts';
import styles from './Lesson.module.css';

const words = text.teaching;

const tipKinds = ['ask', 'see', 'surprise'] as const;

type Tip = Readonly<Record<(typeof tipKinds)[number], string>>;

export function TeachingTips({ presetId }: { readonly presetId: string }) {
  const tips: Readonly<Record<string, Tip>> = words.tips;
  const tip = tips[presetId];
  if (tip === undefined) return null;
  return (
    <dl className={styles['tips']}>
      {tipKinds.map((kind) => (
        <div key={kind}>
          <dt className="muted">{words.kinds[kind]}</dt>
          <dd>{tip[kind]}</dd>
        </div>
      ))}
    </dl>
  );
}
