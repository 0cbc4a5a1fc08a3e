import { vi } from 'vitest';

/** An object whose method answers in its own time. */
type Answering<Name extends string> = Readonly<Record<Name, (...given: never[]) => Promise<unknown>>>;

/**
 * Has things happen when a method of a class has its answer and has not given it yet: what somebody types, or a disk
 * does, between a look at a text and what is said of it. The first happens before the first answer that fits, and so on.
 * @param fits by whom, and with what, the method was called
 * @returns whether all has happened
 */
export function beforeAnswering<Name extends string, Class extends Answering<Name>>(
  { prototype }: { readonly prototype: Class },
  name: Name,
  happenings: readonly (() => Promise<unknown>)[],
  fits: (self: Class, ...given: readonly unknown[]) => boolean = () => true,
): () => boolean {
  const real = prototype[name];
  const left = [...happenings];
  const spied = vi.spyOn(prototype as Record<string, (...given: never[]) => Promise<unknown>>, name);
  spied.mockImplementation(async function (this: unknown, ...given) {
    const answer = await real.apply(this, given);
    if (fits(this as Class, ...given)) await left.shift()?.();
    return answer;
  });
  return () => left.length === 0;
}
