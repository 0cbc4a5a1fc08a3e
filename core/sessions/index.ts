export * from './controller';
export { PIPELINE_STEPS, type PipelineStep, type SessionEnvironment } from './environment';
export type { CreationForm } from './form';
export type { JournaledSession } from './journal-entries';
export * from './plan';
export * from './recovery';
export * from './requests';
export * from './session';
export { isTerminal, phaseOf, transition, SESSION_STATES, type Phase, type SessionState } from './states';
