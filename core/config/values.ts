import { homedir } from 'node:os';
import * as path from 'node:path';
import * as z from 'zod';
import { l10n } from '../system';

/**
 * The kinds of single values in `config.yaml`. By convention the error message of each says what is
 * allowed, and nothing else: the sentence around it is made where key and value are known.
 */

/** A folder or file that begins with `~/` in this user's home. */
function expandHome(value: string): string {
  return value === '~' || /^~[\\/]/.test(value) ? path.join(homedir(), value.slice(1)) : value;
}

const anyText = (): string => l10n.t('a text (in quotes if it looks like a number)');

export const text = z.string({ error: anyText });

export const filledText = z.string({ error: anyText }).refine((value) => value.trim() !== '', {
  error: () => l10n.t('a text that is not empty'),
});

export const flag = z.boolean({ error: () => 'true, false' });

const absolutePath = (): string => l10n.t("an absolute path, or one that begins with '~/'");

const requiredPath = z
  .string({ error: absolutePath })
  .transform(expandHome)
  .refine((value) => path.isAbsolute(value), { error: absolutePath });

/** A path on this computer, `~` expanded. */
export const localPath = requiredPath;

/** A path on this computer; empty means that none is set. */
export const optionalLocalPath = z
  .string({ error: absolutePath })
  .transform(expandHome)
  .refine((value) => value === '' || path.isAbsolute(value), { error: absolutePath });

/** A path on the lab's storage, as any platform writes it; empty means that none is set. */
export const storagePath = z
  .string({ error: absolutePath })
  .transform(expandHome)
  // The rule of Windows also admits what the others call absolute.
  .refine((value) => value === '' || path.win32.isAbsolute(value), { error: absolutePath });

/** The name of a file, without a folder. */
export const fileName = z
  .string({ error: () => l10n.t('the name of a file') })
  .regex(/^(?!\.{1,2}$)[^/\\\0]+$/, { error: () => l10n.t('the name of a file, without a folder') });

/** One of these words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: () => words.join(', ') });
}

/** A whole number from `least` on. */
export function wholeNumber(least: number) {
  const error = (): string => l10n.t('a whole number from {0} on', least);
  return z.int({ error }).min(least, { error });
}

/** A number above zero. */
const positiveError = (): string => l10n.t('a number above 0');
export const positiveNumber = z.number({ error: positiveError }).positive({ error: positiveError });

/** A number from zero on. */
const amountError = (): string => l10n.t('a number from 0 on');
export const amount = z.number({ error: amountError }).min(0, { error: amountError });

/** A list of such elements. */
export function listOf<Element extends z.ZodType>(element: Element) {
  return z.array(element, { error: () => l10n.t("a list (lines that begin with '- ', or [a, b])") });
}

/** A mapping with these keys and no others; for an unknown key the message is the list of the known ones. */
export function mapping<const Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? Object.keys(shape).join(', ')
        : l10n.t('a mapping of keys and values'),
  });
}
