import type { CommandId } from '../commands/ids';
import type { ProblemsAccess, Services } from '../services';
import type { RunsView } from '../views/runs';
import { ProblemDesk, type DeskParts } from './desk';

export { ProblemDesk } from './desk';

/** The commands about problems, by their ids. */
export type ProblemCommandId = Extract<CommandId, 'exlab.auditNow' | `exlab.problems.${string}`>;

/** Makes the desk. Nothing is read before it is told to begin. */
export function createProblems(parts: DeskParts): ProblemDesk & ProblemsAccess {
  return new ProblemDesk(parts);
}

/** What each command about problems does; what it is done by is loaded with the first. */
export function problemCommands(
  services: Services,
  desk: ProblemDesk,
  runs: Pick<RunsView, 'reveal'>,
): Readonly<Record<ProblemCommandId, (given?: unknown) => unknown>> {
  const commands = async () => {
    const { ProblemCommands } = await import('./commands');
    return new ProblemCommands(services, desk, runs);
  };
  return {
    'exlab.auditNow': async (given) => (await commands()).auditNow(given),
    'exlab.problems.override': async (given) => (await commands()).override(given),
    'exlab.problems.revoke': async (given) => (await commands()).revoke(given),
    'exlab.problems.markKnown': async (given) => (await commands()).markKnown(given),
    'exlab.problems.unmarkKnown': async (given) => (await commands()).unmarkKnown(given),
    'exlab.problems.reveal': async (given) => (await commands()).reveal(given),
    'exlab.problems.showKnown': async () => (await commands()).showKnown(),
  };
}
