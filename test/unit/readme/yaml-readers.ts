import { execFileSync } from 'node:child_process';
import { parse } from 'yaml';

/** Texts in lists and mappings, as a parser read them. */
export type ReadYaml = null | boolean | number | string | ReadYaml[] | { [key: string]: ReadYaml };

const READ_ALL = `
import json, sys, yaml
loader = getattr(yaml, sys.argv[1])
json.dump([yaml.load(text, Loader=loader) for text in json.load(sys.stdin)], sys.stdout)
`;

function readWithPyYaml(loader: 'SafeLoader' | 'CSafeLoader'): (texts: readonly string[]) => ReadYaml[] {
  return (texts) => {
    const input = JSON.stringify(texts);
    const output = execFileSync('/usr/bin/python3', ['-c', READ_ALL, loader], {
      input,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    return JSON.parse(output) as ReadYaml[];
  };
}

/**
 * Independent parsers of both versions of YAML; each reads many texts at once. What `wellFormedOnly` readers refuse
 * is no text by the standard: halves of surrogate pairs, which the checks keep out of every field.
 */
export const YAML_READERS: readonly {
  readonly name: string;
  readonly wellFormedOnly: boolean;
  readonly read: (texts: readonly string[]) => ReadYaml[];
}[] = [
  { name: 'YAML 1.1 (PyYAML)', wellFormedOnly: false, read: readWithPyYaml('SafeLoader') },
  { name: 'YAML 1.1 (libyaml)', wellFormedOnly: true, read: readWithPyYaml('CSafeLoader') },
  {
    name: 'YAML 1.2',
    wellFormedOnly: false,
    read: (texts) => texts.map((text) => parse(text, { version: '1.2' }) as ReadYaml),
  },
];
