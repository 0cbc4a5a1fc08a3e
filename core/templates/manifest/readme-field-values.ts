import type { ReadmeFieldType } from '../model';
import { valueOf, type MappingNode } from './nodes';
import { readPlainScalar } from './plain-scalar';

const SIMPLE_TYPES: readonly ReadmeFieldType[] = ['string', 'text', 'date', 'boolean'];

/**
 * What a key that a README field lacks may say, each as YAML, the most likely first: the label follows from the id, the
 * id from the label, and only what has options is a choice. Nothing where only its author knows.
 */
export function valuesOfMissing(key: 'id' | 'label' | 'type', field: MappingNode): string[] {
  const said = (other: string): string => {
    const node = valueOf(field, other);
    return node?.kind === 'scalar' && node.type === 'str' ? node.value : '';
  };
  switch (key) {
    case 'type':
      return valueOf(field, 'options') === undefined ? [...SIMPLE_TYPES] : ['choice'];
    case 'label': {
      const words = said('id').replace(/[_-]+/g, ' ').trim();
      return words === '' ? [] : [asYaml(words.charAt(0).toUpperCase() + words.slice(1))];
    }
    case 'id': {
      const letters = said('label').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
      const id = letters.replace(/[^a-z0-9]+/g, '_').replace(/^[_\d]+|_+$/g, '');
      return id === '' ? [] : [asYaml(id)];
    }
  }
}

/** A word as a text of YAML: in quotes where it would be read as something else. */
function asYaml(word: string): string {
  return readPlainScalar(word).type === 'str' && /^[A-Za-z][\w ]*$/.test(word) ? word : JSON.stringify(word);
}
