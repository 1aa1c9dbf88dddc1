/** About the page: what it is, and how far its numbers can be trusted. */
import { parityErrorsOf } from '../../src/run/report/fidelity.ts';
import { text } from '../../src/text/text.ts';
import written from '../recorded/fidelity.json?raw';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { PaperSentences } from '../view/PaperTable.tsx';
import styles from './About.module.css';

const words = text.about;

export function About({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={text.app.menu.about} className={styles['dialog']} onClose={onClose}>
      {(close) => (
        <>
          <p>{words.what}</p>
          <h3>{words.fidelityTitle}</h3>
          <Fidelity />
          <h3>{words.honestTitle}</h3>
          <p>{words.honest}</p>
          <p>{text.verdict.lists}</p>
          <p>{text.verdict.threeAnswers}</p>
          <h3>{text.paper.title}</h3>
          <PaperSentences />
          <p>
            <a href="licences.txt" target="_blank" rel="noreferrer">
              {words.licences}
            </a>
          </p>
          <Button look="primary" onClick={close}>
            {text.app.ui.close}
          </Button>
        </>
      )}
    </Dialog>
  );
}

function Fidelity() {
  const { numOk, numCases, backend, largestOutput, largestLoss, largestGradient } = parityErrorsOf(written);
  const [output, loss, gradient] = [largestOutput, largestLoss, largestGradient].map(scientificNotationOf);
  return (
    <p>
      {words.fidelity(numOk, numCases, backend)} {words.largest(output ?? '', loss ?? '', gradient ?? '')}
    </p>
  );
}

function scientificNotationOf(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential(1).split('e');
  const raised = [...exponent.replace('+', '')].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)] ?? '⁻').join('');
  return `${digits} × 10${raised}`;
}
