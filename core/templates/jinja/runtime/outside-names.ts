import type { SecretNames } from '../language';
import type { ContextValue } from '../value';
import { Secret, type Value } from '../values/kinds';
import { insideOf } from '../values/outside';
import type { Names } from './context';

/** The variables that a template is rendered with: each is copied when it is first read, secret ones are sealed. */
export class OutsideNames implements Names {
  private readonly read = new Map<string, Value>();

  constructor(
    private readonly given: ReadonlyMap<string, ContextValue>,
    private readonly secrets: SecretNames,
    private readonly below: Names,
  ) {}

  get(name: string): Value | undefined {
    const known = this.read.get(name);
    if (known !== undefined) return known;
    const given = this.given.get(name);
    if (given === undefined) return this.below.get(name);
    const inside = insideOf(given);
    const value = this.secrets.has(name) && given !== '' ? new Secret(name, inside) : inside;
    this.read.set(name, value);
    return value;
  }

  *names(): Iterable<string> {
    yield* this.given.keys();
    yield* this.below.names();
  }
}
