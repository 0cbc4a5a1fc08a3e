export { completeYaml } from './yaml-completion';
export { YamlDiagnostics } from './yaml-diagnostics';
export { hoverYaml } from './yaml-hover';
