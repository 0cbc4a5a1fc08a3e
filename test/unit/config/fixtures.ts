import { fileURLToPath } from 'node:url';
import { loadConfig, parseConfig, type Config, type ConfigProblem } from '../../../core/config';

/** The path of a configuration among the fixtures. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/config/${name}`, import.meta.url));
}

/** Problems in one line each: place, severity, code, key, message. */
export function lines(problems: readonly ConfigProblem[]): string[] {
  return problems.map(({ line, column, severity, code, key, message }) => {
    const kind = code === 'validation_failed' ? severity : `${severity} ${code}`;
    return `${line}:${column} ${kind} ${key} | ${message}`;
  });
}

export async function problemsOf(name: string): Promise<string[]> {
  return lines((await loadConfig(fixture(name))).problems);
}

export function problemsIn(text: string): string[] {
  return lines(parseConfig(text, 'config.yaml').problems);
}

/** The configuration of a text that must have one. */
export function configOf(text: string): Config {
  const { config, problems } = parseConfig(text, 'config.yaml');
  if (config === null) throw new Error(lines(problems).join('\n'));
  return config;
}
