import { execFileSync } from 'node:child_process';
import type { TemplateValue } from '../../../core/templates/jinja/value';

const PROGRAM = `
import datetime, json, math, sys, yaml

def tagged(value):
    if value is None or isinstance(value, (bool, str)): return value
    if isinstance(value, int): return {'int': str(value)}
    if isinstance(value, float): return {'float': 'nan' if math.isnan(value) else repr(value)}
    if isinstance(value, datetime.date): return str(value)
    if isinstance(value, list): return [tagged(item) for item in value]
    if isinstance(value, dict): return {'dict': [[tagged(key), tagged(item)] for key, item in value.items()]}
    raise TypeError(type(value).__name__)

read = {'yaml': yaml.safe_load, 'json': json.loads}[sys.argv[1]]
answers = []
for text in json.load(sys.stdin):
    try: answers.append({'value': tagged(read(text))})
    except Exception as error: answers.append({'error': type(error).__name__})
json.dump(answers, sys.stdout)
`;

type Tagged =
  null | boolean | string | Tagged[] | { int: string } | { float: string } | { dict: [Tagged, Tagged][] };

export type PythonReading = { readonly value: TemplateValue } | { readonly error: string };

/** What PyYAML's `safe_load`, or Python's `json`, makes of texts; a date is its text. */
export function readWithPython(format: 'yaml' | 'json', texts: readonly string[]): PythonReading[] {
  const output = execFileSync('/usr/bin/python3', ['-c', PROGRAM, format], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return (JSON.parse(output) as ({ value: Tagged } | { error: string })[]).map((answer) =>
    'value' in answer ? { value: untagged(answer.value) } : answer,
  );
}

function untagged(value: Tagged): TemplateValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(untagged);
  if ('int' in value) return BigInt(value.int);
  if ('dict' in value) return new Map(value.dict.map(([key, item]) => [untagged(key), untagged(item)]));
  const special = { nan: NaN, inf: Infinity, '-inf': -Infinity }[value.float];
  return special ?? Number(value.float);
}
