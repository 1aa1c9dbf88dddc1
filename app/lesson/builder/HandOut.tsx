/** Hands a lesson out as a link with a QR code, as code to embed, or as one HTML file. */
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { encode } from 'uqr';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { LONG_LINK, linkOf } from '../../../src/experiment/link/link.ts';
import { thisRelease } from '../../../src/experiment/link/release.ts';
import { withLesson } from '../../../src/experiment/link/sentAlong.ts';
import { type Lesson, textOfLesson } from '../../../src/teach/lesson/lesson.ts';
import { lettersOfLesson } from '../../../src/teach/lesson/lessonLetters.ts';
import { readLesson } from '../../../src/teach/lesson/readLesson.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { saveStandalone } from '../../files/standaloneFile.ts';
import { homeAddress, hostOfFile } from '../../state/link/standalone.ts';
import { useExperiment, usePlayground } from '../../state/playground.ts';
import { Sentences } from '../../ui/Banner.tsx';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { copyText } from '../../ui/browser.ts';
import styles from './Builder.module.css';
import { useLessonDraft } from './draft.ts';

const words = text.lesson.builder;

export function HandOut() {
  const { lesson } = useLessonDraft();
  const experiment = useExperiment();
  const { problems } = readLesson(lesson);
  return (
    <section className={styles['group']} aria-label={words.handOut}>
      <h3>{words.handOut}</h3>
      {problems.length > 0 ? (
        <div className="muted">
          <p>{words.notYet}</p>
          <Sentences of={problems} />
        </div>
      ) : (
        <Ways lesson={lesson} start={startLinkOf(lesson, experiment)} />
      )}
    </section>
  );
}

const startLinkOf = ({ beats, starts }: Lesson, experiment: Experiment): string =>
  starts[beats[0]?.start ?? -1]?.link ?? linkOf(experiment, null, thisRelease);

function Ways({ lesson, start }: { readonly lesson: Lesson; readonly start: string }) {
  const playground = usePlayground();
  const letters = useLetters(lesson);
  const home = homeAddress();
  const host = hostOfFile();
  const link = letters === null ? '' : `${home}#${withLesson(start, letters)}`;
  return (
    <>
      {host !== null && <p>{text.sharing.leadsTo(host)}</p>}
      {home.startsWith('http') ? (
        link !== '' && <LinkWays link={link} title={lesson.title} />
      ) : (
        <p className="note">{words.onlyFile}</p>
      )}
      <div className={styles['ends']}>
        <Button
          icon="save"
          onClick={() => void saveStandalone(playground, { link: start, lesson: textOfLesson(lesson) })}
        >
          {words.file}
        </Button>
      </div>
      <p className="note">{words.fileHelp}</p>
    </>
  );
}

function useLetters(lesson: Lesson): string | null {
  const [made, setMade] = useState<{ readonly lesson: Lesson; readonly letters: string } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void lettersOfLesson(textOfLesson(lesson)).then((letters) => {
      if (isWanted) setMade({ lesson, letters });
    });
    return () => {
      isWanted = false;
    };
  }, [lesson]);
  return made?.lesson === lesson ? made.letters : null;
}

function LinkWays({ link, title }: { readonly link: string; readonly title: string }) {
  const length = formatCount(link.length);
  return (
    <>
      <Copied label={words.link} copyWords={words.copyLink} value={link}>
        <ButtonLink href={link} isNewTab>
          {words.open}
        </ButtonLink>
      </Copied>
      <p className="note">{link.length > LONG_LINK ? words.long(length) : words.length(length)}</p>
      <QrCode link={link} />
      <Copied label={words.iframe} copyWords={words.copyIframe} value={iframeCode(link, title)} />
    </>
  );
}

interface CopiedProps {
  readonly label: string;
  readonly copyWords: string;
  readonly value: string;
  readonly children?: ReactNode;
}

function Copied({ label, copyWords, value, children }: CopiedProps) {
  const [copied, setCopied] = useState<{ readonly value: string; readonly isDone: boolean } | null>(null);
  const copy = async (): Promise<void> => setCopied({ value, isDone: await copyText(value) });
  const said = copied?.value === value ? (copied.isDone ? words.copied : words.notCopied) : '';
  return (
    <div className={styles['copied']}>
      <textarea
        readOnly
        rows={2}
        aria-label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={styles['ends']}>
        <Button icon="duplicate" onClick={() => void copy()}>
          {copyWords}
        </Button>
        {children}
        <span role="status" className="note">
          {said}
        </span>
      </div>
    </div>
  );
}

// Without `allow-same-origin` the page could not load its own scripts and workers.
function iframeCode(link: string, title: string): string {
  const quoted = (value: string): string =>
    value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return (
    `<iframe src="${quoted(link)}" title="${quoted(title)}" width="100%" height="900" ` +
    'sandbox="allow-scripts allow-same-origin allow-downloads allow-popups" allow="clipboard-write" ' +
    'referrerpolicy="no-referrer"></iframe>'
  );
}

// Characters of version 25 (117 by 117 cells): common decoders miss marks of finer codes.
const MAX_LENGTH = 1250;

// Quiet zone of the QR standard, in cells.
const BORDER = 4;

// Drawn as one path; too long a link gets a sentence instead.
function QrCode({ link }: { readonly link: string }) {
  const code = useMemo(
    () => (link.length > MAX_LENGTH ? null : encode(link, { ecc: 'L', border: BORDER })),
    [link],
  );
  if (code === null) return <p className="note">{words.qrTooLong(formatCount(MAX_LENGTH))}</p>;
  return (
    <svg
      className={styles['qr']}
      role="img"
      aria-label={words.qr}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
    >
      <path d={pathOf(code.data)} fill="currentColor" />
    </svg>
  );
}

const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1] === true) return [];
        const end = row.indexOf(false, x);
        return [`M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`];
      }),
    )
    .join('');
