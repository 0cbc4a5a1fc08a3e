/** The commands that need the engine, in one bundle: what they share is most of it. */
export { audit } from './audit';
export { doctor } from './doctor';
export { newProject, newRun, newTestRun } from './new';
export { problemsKnown } from './problems-known';
export { problemsList } from './problems-list';
export { problemsOverride } from './problems-override';
export { problemsOverrides } from './problems-overrides';
export { problemsRevoke } from './problems-revoke';
export { readmeCompare } from './readme-compare';
export { readmeRegenerate } from './readme-regenerate';
export { sessionsDiscard } from './sessions-discard';
export { sessionsList } from './sessions-list';
export { sessionsRestart } from './sessions-restart';
export { sessionsShow } from './sessions-show';
export { templatesEval } from './templates-eval';
export { templatesLint } from './templates-lint';
export { templatesList } from './templates-list';
export { templatesPreview } from './templates-preview';
