import { TemplateError, type UnknownName, type SourcePosition } from './language';

/** What Python calls a mistake; `exlab templates eval` tells it. */
export type PythonError =
  | 'TemplateSyntaxError'
  | 'TemplateAssertionError'
  | 'TemplateRuntimeError'
  | 'TemplateNotFound'
  | 'TemplatesNotFound'
  | 'UndefinedError'
  | 'SecurityError'
  | 'FilterArgumentError'
  | 'AssertionError'
  | 'AttributeError'
  | 'IndexError'
  | 'KeyError'
  | 'MemoryError'
  | 'OverflowError'
  | 'RecursionError'
  | 'RuntimeError'
  | 'TypeError'
  | 'ValueError'
  | 'ZeroDivisionError'
  | 'NotImplementedError'
  | 'UnicodeDecodeError'
  /** Of `re`. */
  | 'error'
  /** Of `base64`. */
  | 'Error'
  | 'JSONDecodeError'
  | 'YAMLError'
  | 'RepresenterError'
  /** Of the tag `now`. */
  | 'ParserError';

/** Something is wrong with a value; whoever knows the place makes a `TemplateError` of it. */
export class Mistake extends Error {
  constructor(
    message: string,
    readonly kind: TemplateError['kind'] = 'render',
    /** Where it comes from, if that is not where it shows. */
    readonly origin?: SourcePosition,
    readonly python: PythonError = kind === 'syntax' ? 'TemplateSyntaxError' : 'TypeError',
    /** The name that nothing has, where the mistake is one and is placed at it. */
    readonly unknownName?: UnknownName,
  ) {
    super(message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message);
  }
}

/** A name or text in a message may be as long as a template makes it. */
const LONGEST_MESSAGE = 1000;

/** What is wrong with the text of a template. */
export function syntaxMistake(message: string): Mistake {
  return new Mistake(message, 'syntax');
}

/** A value of the right kind that does not do (`ValueError`). */
export function valueMistake(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'ValueError');
}

/** A value of the wrong kind (`TypeError`). */
export function typeMistake(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'TypeError');
}

/** More than a template may take. */
export function budgetMistake(message: string): Mistake {
  return new Mistake(message, 'budget', undefined, 'MemoryError');
}

/** The error at a place that a caught mistake stands for; whatever is no mistake is given back as it is. */
export function atPlace(caught: unknown, file: string, position: SourcePosition): unknown {
  if (!(caught instanceof Mistake)) return caught;
  const { message, kind, origin = position, python, unknownName } = caught;
  return new TemplateError(message, file, origin, kind, python, '', unknownName);
}

/** Runs a step of a template; a mistake in it becomes an error at `position`. */
export function placed<Result>(file: string, position: SourcePosition, step: () => Result): Result {
  try {
    return step();
  } catch (caught) {
    throw atPlace(caught, file, position);
  }
}
