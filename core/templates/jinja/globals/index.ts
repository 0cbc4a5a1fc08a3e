import { Callable, type Value } from '../values/kinds';
import { cycler } from './cycler';
import { dict, namespace } from './dict';
import { joiner } from './joiner';
import { lipsum } from './lipsum';
import { pathJoin } from './path-join';
import { range } from './range';

/** The functions of Jinja 3.1 and Copier that every template has; a context may hide them. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map([
  ['range', new Callable('range', range, 'type')],
  ['dict', new Callable('dict', dict, 'type')],
  ['namespace', new Callable('namespace', namespace, 'type')],
  ['cycler', new Callable('cycler', cycler, 'type')],
  ['joiner', new Callable('joiner', joiner, 'type')],
  ['lipsum', new Callable('lipsum', lipsum)],
  ['pathjoin', new Callable('pathjoin', pathJoin)],
]);
