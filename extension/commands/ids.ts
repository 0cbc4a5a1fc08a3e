/** Every command of the extension: the manifest contributes these and no others. */
export const COMMAND_IDS = [
  'exlab.newRunQuick',
  'exlab.newTestRunQuick',
  'exlab.newProjectQuick',
  'exlab.runs.refresh',
  'exlab.runs.filter',
  'exlab.runs.clearFilter',
  'exlab.runs.newRunHere',
  'exlab.runs.newTestRunHere',
  'exlab.runs.newProjectHere',
  'exlab.runs.openReadme',
  'exlab.runs.openFolder',
  'exlab.runs.reveal',
  'exlab.runs.openTerminal',
  'exlab.runs.copyPath',
  'exlab.runs.discard',
  'exlab.showUnfinished',
  'exlab.openConfiguration',
  'exlab.showLog',
  'exlab.copyDiagnostics',
] as const;

export type CommandId = (typeof COMMAND_IDS)[number];
