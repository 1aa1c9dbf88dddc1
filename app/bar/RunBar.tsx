/** The bar on top of everything: run the experiment, see how far it is, open and share experiments. */
import type { ReactNode } from 'react';
import { text } from '../../src/text/text.ts';
import { ThemeButton } from '../theme/ThemeButton.tsx';
import { BackendBadge } from './BackendBadge.tsx';
import { ExperimentMenu } from './ExperimentMenu.tsx';
import { Progress } from './Progress.tsx';
import styles from './RunBar.module.css';
import { RunButtons } from './RunButtons.tsx';
import { ShareButton } from './ShareButton.tsx';
import { StartProblems } from './StartProblems.tsx';

/** `children` stay in sight below it. */
export function RunBar({ children }: { readonly children: ReactNode }) {
  return (
    <header className={styles['header']}>
      <div className={styles['bar']}>
        <h1 className={styles['title']}>{text.app.title}</h1>
        <div className={styles['run']}>
          <RunButtons />
        </div>
        <Progress />
        <BackendBadge />
        <div className={styles['experiment']}>
          <ExperimentMenu />
          <ShareButton />
          <ThemeButton />
        </div>
      </div>
      <StartProblems />
      {children}
    </header>
  );
}
