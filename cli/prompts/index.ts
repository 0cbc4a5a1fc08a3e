export { AnswersRefused } from './corrections';
export { fillIn } from './fill-in';
export { askFields } from './input-fields';
export { PromptCancelled, type Questioner } from './questioner';
export { terminalQuestioner } from './terminal-questioner';
export { askWithheld } from './withheld';
