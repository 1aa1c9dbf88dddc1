/** Other experiments: presets, files, the one of the first visit. */
import { text } from '../../src/text/text.ts';
import { openFile, saveExperiment, saveRun } from '../files/files.ts';
import { openImport } from '../ownData/chooseCsv.ts';
import { usePlayground } from '../state/playground.ts';
import { redo, startOver, undo } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';
import { pickFile } from '../ui/browser.ts';
import { Popover, PopoverChoice } from '../ui/Popover.tsx';

const words = text.app.menu;

export function ExperimentMenu() {
  const { view } = usePlayground();
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => view.setState({ dialog: { kind: 'gallery' } })}>
        {words.presets}
      </Button>
      <MoreMenu />
    </>
  );
}

function MoreMenu() {
  const playground = usePlayground();
  return (
    <Popover
      icon="more"
      aria-label={words.more}
      title={words.more}
      content={
        <>
          <PopoverChoice title={words.undo} onChoose={() => undo(playground)} />
          <PopoverChoice title={words.redo} onChoose={() => redo(playground)} />
          <PopoverChoice
            title={text.app.ownData.menu}
            detail={text.app.ownData.menuDetail}
            onChoose={() => openImport(playground, null)}
          />
          <PopoverChoice
            title={words.openFile}
            onChoose={() => pickFile('application/json,.json', (file) => void openFile(playground, file))}
          />
          <SaveChoices />
          <PopoverChoice
            title={words.startOver}
            detail={words.startOverDetail}
            onChoose={() => startOver(playground)}
          />
          <PopoverChoice
            title={words.about}
            onChoose={() => playground.view.setState({ dialog: { kind: 'about' } })}
          />
        </>
      }
    />
  );
}

function SaveChoices() {
  const playground = usePlayground();
  const choices = [
    [words.saveFile, () => saveExperiment(playground.experiments.experiment())],
    [words.saveResults, () => void saveRun(playground, 'results')],
    [words.saveReport, () => void saveRun(playground, 'report')],
  ] as const;
  return choices.map(([title, onChoose]) => <PopoverChoice key={title} title={title} onChoose={onChoose} />);
}
