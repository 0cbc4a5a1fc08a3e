import { serveEvaluations } from './serve';

/** The entry of a process that evaluates templates. It starts with each form: what it needs comes after `ready`. */
serveEvaluations(async (send) => {
  const { beginEvaluation } = await import('./answer');
  return beginEvaluation(send);
});
