import { TemplateError, type SourcePosition } from './language';

/** Something is wrong with a value; whoever knows the place makes a `TemplateError` of it. */
export class Mistake extends Error {
  constructor(
    message: string,
    readonly kind: TemplateError['kind'] = 'render',
    /** Where it comes from, if that is not where it shows. */
    readonly origin?: SourcePosition,
  ) {
    super(message);
  }
}

/** What is wrong with the text of a template. */
export function syntaxMistake(message: string): Mistake {
  return new Mistake(message, 'syntax');
}

/** Runs a step of a template; a mistake in it becomes an error at `position`. */
export function placed<Result>(file: string, position: SourcePosition, step: () => Result): Result {
  try {
    return step();
  } catch (caught) {
    if (caught instanceof Mistake)
      throw new TemplateError(caught.message, file, caught.origin ?? position, caught.kind);
    throw caught;
  }
}
