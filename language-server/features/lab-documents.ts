import type { Feature } from '../ground';
import { RunDiagnostics } from '../runs/run-diagnostics';
import { YamlDiagnostics } from '../yaml';

/**
 * What is wrong with the documents of a lab beside its templates (spec 4.5): README, records, rendered texts and names
 * of runs and projects, the configuration, and the manifests of plugins.
 */
export const labDocuments: Feature = {
  capabilities: {},
  register(ground) {
    new RunDiagnostics(ground).follow();
    new YamlDiagnostics(ground).follow();
  },
};
