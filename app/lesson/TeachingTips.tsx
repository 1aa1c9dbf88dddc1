/** Tips for teaching with a preset's story: what to ask, what is seen, what surprises; loaded on demand. */
import { text } from '../../src/text/text.ts';
import styles from './Lesson.module.css';

const words = text.teaching;

const tipKinds = ['ask', 'see', 'surprise'] as const;

type Tip = Readonly<Record<(typeof tipKinds)[number], string>>;

const tips: Readonly<Record<string, Tip>> = words.tips;

export const tipOfPreset = (id: string): Tip | undefined => tips[id];

export function TeachingTips({ tip }: { readonly tip: Tip | undefined }) {
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
