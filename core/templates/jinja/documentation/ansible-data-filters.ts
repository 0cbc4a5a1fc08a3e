import { l10n } from '../../../system';
import type { WordTable } from './word';

/** The filters of jinja2-ansible-filters for data, and those that are refused. */
export const ANSIBLE_DATA_WORDS: WordTable = {
  ans_groupby: [
    'ans_groupby(attribute)',
    "{{ [{'k': 1}, {'k': 2}] | ans_groupby('k') | length }}",
    '2',
    () => l10n.t('Groups items by an attribute, as pairs that are tuples.'),
  ],
  bool: [
    'bool',
    "{{ 'yes' | bool }}",
    'True',
    () => l10n.t("Whether the value says yes: true, 1, 'yes', 'on', 'true'."),
  ],
  combine: [
    "combine(*mappings, recursive=false, list_merge='replace')",
    "{{ {'a': 1} | combine({'b': 2}) }}",
    "{'a': 1, 'b': 2}",
    () => l10n.t('One mapping out of several, of which the later ones win.'),
  ],
  dict2items: [
    "dict2items(key_name='key', value_name='value')",
    "{{ {'a': 1} | dict2items }}",
    "[{'key': 'a', 'value': 1}]",
    () => l10n.t('A mapping as a list of its keys with their values.'),
  ],
  extract: [
    'extract(container, morekeys=none)',
    "{{ 'b' | extract({'a': 1, 'b': 2}) }}",
    '2',
    () => l10n.t('What a list or mapping holds under this value.'),
  ],
  flatten: [
    'flatten(levels=none)',
    '{{ [1, [2, [3]]] | flatten }}',
    '[1, 2, 3]',
    () => l10n.t('Lists in lists as one list, all levels of them or some.'),
  ],
  items2dict: [
    "items2dict(key_name='key', value_name='value')",
    "{{ [{'key': 'a', 'value': 1}] | items2dict }}",
    "{'a': 1}",
    () => l10n.t('A list of keys with their values as a mapping.'),
  ],
  mandatory: [
    'mandatory(msg=none)',
    "{{ 'there' | mandatory }}",
    'there',
    () => l10n.t('The value itself, and an error where there is none.'),
  ],
  subelements: [
    'subelements(subelements, skip_missing=false)',
    "{{ [{'n': [1, 2]}] | subelements('n') | length }}",
    '2',
    () => l10n.t('Each item together with each of what a list in it holds.'),
  ],
  ternary: [
    'ternary(true_val, false_val, none_val=none)',
    "{{ true | ternary('on', 'off') }}",
    'on',
    () => l10n.t('One value where it is true, another one where it is not.'),
  ],
  type_debug: [
    'type_debug',
    '{{ 1.5 | type_debug }}',
    'float',
    () => l10n.t("The name of the value's kind in Python."),
  ],
  from_json: [
    'from_json',
    "{{ ('[1, 2]' | from_json) | sum }}",
    '3',
    () => l10n.t('The value that a text of JSON stands for.'),
  ],
  from_yaml: [
    'from_yaml',
    "{{ ('a: 1' | from_yaml).a }}",
    '1',
    () => l10n.t('The value that a text of YAML stands for.'),
  ],
  from_yaml_all: [
    'from_yaml_all',
    "{{ '--- 1\\n--- 2' | from_yaml_all | list }}",
    '[1, 2]',
    () => l10n.t('The values of all documents of a YAML text.'),
  ],
  to_json: [
    'to_json(*args, **kwargs)',
    "{{ {'a': [1]} | to_json }}",
    '{"a": [1]}',
    () => l10n.t('The value as JSON on one line.'),
  ],
  to_nice_json: [
    'to_nice_json(indent=4, sort_keys=true)',
    "{{ {'a': 1} | to_nice_json }}",
    '{\n    "a": 1\n}',
    () => l10n.t('The value as JSON in lines that people read.'),
  ],
  to_nice_yaml: [
    'to_nice_yaml(indent=4, *args, **kwargs)',
    "{{ {'a': [1]} | to_nice_yaml }}",
    'a:\n- 1\n',
    () => l10n.t('The value as YAML in lines that people read.'),
  ],
  to_yaml: [
    'to_yaml(*args, **kwargs)',
    "{{ {'a': 1} | to_yaml }}",
    '{a: 1}\n',
    () => l10n.t('The value as YAML, short lists and mappings on one line.'),
  ],
  expanduser: [
    'expanduser',
    '',
    '',
    () =>
      l10n.t(
        'Refused: it reads the machine that renders, and the same answers must make the same run anywhere.',
      ),
  ],
  expandvars: [
    'expandvars',
    '',
    '',
    () =>
      l10n.t(
        'Refused: it reads the machine that renders, and the same answers must make the same run anywhere.',
      ),
  ],
  realpath: [
    'realpath',
    '',
    '',
    () =>
      l10n.t(
        'Refused: it reads the machine that renders, and the same answers must make the same run anywhere.',
      ),
  ],
  fileglob: [
    'fileglob',
    '',
    '',
    () =>
      l10n.t(
        'Refused: it reads the machine that renders, and the same answers must make the same run anywhere.',
      ),
  ],
  password_hash: [
    'password_hash',
    '',
    '',
    () => l10n.t('Refused: it makes passwords, which do not belong in files.'),
  ],
};
