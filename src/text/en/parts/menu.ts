/** English texts: choices of the menu that open no dialog. */

export const menuText = {
  groups: { data: 'Data', save: 'Save', teach: 'Teach', view: 'View' },
  redo: 'Redo',
  openFile: 'Open a file …',
  saveFile: 'Experiment as a file',
  saveRun: 'Run (opens here again)',
  saveResults: 'Results (JSON)',
  saveReport: 'Report (Markdown)',
  saveProgram: 'PyTorch program',
  projector: 'Projector mode',
  startOver: 'Start over',
  startOverDetail: 'The opening example',
} as const;
