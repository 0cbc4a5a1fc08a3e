import type { Feature } from '../ground';
import { RunDiagnostics } from '../runs/run-diagnostics';

/** What is wrong with the README, the records, the rendered texts and the names of runs and projects (spec 4.5). */
export const runDocuments: Feature = {
  capabilities: {},
  register(ground) {
    new RunDiagnostics(ground).follow();
  },
};
