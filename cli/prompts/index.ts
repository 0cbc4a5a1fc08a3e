export { fillIn } from './fill-in';
export { askFields } from './input-fields';
export { PromptCancelled, type Questioner } from './questioner';
export { terminalQuestioner } from './terminal-questioner';
