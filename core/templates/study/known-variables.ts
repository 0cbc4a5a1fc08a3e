import { CORE_VARIABLES } from '../core-names';
import type { TemplateSight } from './template-study';

/**
 * The variables that the files of a template see: the answers, and our own. A plain template of Copier's has none of
 * ours, and only a run has those of a run.
 */
export function knownVariables({ manifest }: Pick<TemplateSight, 'manifest'>): ReadonlySet<string> {
  if (manifest === undefined) return new Set();
  const { questions, exlab } = manifest;
  const core =
    exlab.type === undefined
      ? []
      : CORE_VARIABLES.filter((name) => exlab.type === 'run' || !name.startsWith('run_'));
  return new Set([...questions.map(({ id }) => id), ...core]);
}
