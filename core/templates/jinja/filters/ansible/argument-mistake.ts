import { Mistake } from '../../place';

/** What the filters of jinja2-ansible-filters throw for a value or argument that does not do. */
export function argumentMistake(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'FilterArgumentError');
}
