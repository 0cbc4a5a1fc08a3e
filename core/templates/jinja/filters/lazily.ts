import { Lazy, type Next } from '../values/kinds';

/** What is gone through once, and only looked at when its first item is asked for; so mistakes come then, too. */
export function lazily(start: () => Next): Lazy {
  let next: Next | undefined;
  return new Lazy(() => {
    next ??= start();
    return next();
  });
}
