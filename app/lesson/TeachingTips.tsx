/** Tips for who teaches with a story: what to ask before Play, what is seen, what surprises. Loaded when somebody looks for them. */
import { text } from '../../src/text/text.ts';
import styles from './Lesson.module.css';

const words = text.teaching;

const kinds = ['ask', 'see', 'surprise'] as const;

type Tip = Readonly<Record<(typeof kinds)[number], string>>;

/** The tip for a preset; nothing where there is none. */
export function TeachingTips({ presetId }: { readonly presetId: string }) {
  const tips: Readonly<Record<string, Tip>> = words.tips;
  const tip = tips[presetId];
  if (tip === undefined) return null;
  return (
    <dl className={styles['tips']}>
      {kinds.map((kind) => (
        <div key={kind}>
          <dt className="muted">{words.kinds[kind]}</dt>
          <dd>{tip[kind]}</dd>
        </div>
      ))}
    </dl>
  );
}
