import { Mistake } from '../jinja/place';
import * as pyYaml from '../jinja/yaml/plain-scalar';
import { readTimestamp } from '../jinja/yaml/timestamp';

/**
 * What an unquoted scalar means in a manifest. Copier reads its manifests with PyYAML, which knows YAML 1.1 in its own
 * way: `y` and `1e3` are text, `010` is eight, `12:30` is a number to the base of sixty.
 */
export type PlainScalar =
  | Exclude<pyYaml.PlainScalar, { readonly type: 'timestamp' | 'merge' | 'value' | 'yaml' }>
  /** Dates are no values of the template language: the text that Python prints for it. */
  | { readonly type: 'date'; readonly value: string };

/** Reads an unquoted scalar as PyYAML does; what PyYAML refuses (`0x_`, `2026-02-30`) is its text. */
export function readPlainScalar(text: string): PlainScalar {
  try {
    return inManifest(pyYaml.readPlainScalar(text));
  } catch (caught) {
    if (!(caught instanceof Mistake)) throw caught;
    return { type: 'str', value: text };
  }
}

function inManifest(scalar: pyYaml.PlainScalar): PlainScalar {
  switch (scalar.type) {
    case 'timestamp':
      return { type: 'date', value: readTimestamp(scalar.value)?.text() ?? scalar.value };
    case 'merge':
    case 'value':
    case 'yaml':
      return { type: 'str', value: scalar.value };
    default:
      return scalar;
  }
}

/** Reads a scalar that carries a tag such as `!!int`; undefined where the text is none of that type. */
export function readTaggedScalar(type: PlainScalar['type'], text: string): PlainScalar | undefined {
  if (type === 'str') return { type, value: text };
  const plain = readPlainScalar(text);
  if (type === 'float' && plain.type === 'int') return { type, value: Number(plain.value) };
  return plain.type === type ? plain : undefined;
}
