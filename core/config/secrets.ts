import { l10n } from '../system';
import { isMapping } from './plain-value';
import { dottedKey, type Complaint, type KeyPath } from './problem';

const SECRET_KEY = /passw(or)?d|passphrase|secret|token|credential|(api|private|access)_?key/;
const SECRET_WORD = /(^|_)(pass|pwd|pw|auth|authorization|bearer)$/;
/** A key that names where something is kept. */
const PLACE_OF_SECRET = /_(path|file|folder|dir)$/;

/** Whether a key's name says that its value is a secret: `password`, `apiKey`, `smb_pass`. */
function namesSecret(key: string): boolean {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
  if (PLACE_OF_SECRET.test(words)) return false;
  return SECRET_KEY.test(words) || SECRET_WORD.test(words);
}

const SECRET_IN_ADDRESS = /:\/\/[^\s/@:]*:[^\s/@]+@/;
/** What a password within a value looks like, for keys whose values have a syntax of their own. */
const SECRET_IN_VALUE = new Map([
  ['ssh_target', /:.*@/],
  ['rclone_remote', /\b(?:pass|password|token|secret)\w*=/i],
]);

/** Whether a value carries a password within: `https://user:password@host`, `user:password@host`. */
function holdsSecret(value: string, key: string): boolean {
  return SECRET_IN_ADDRESS.test(value) || (SECRET_IN_VALUE.get(key)?.test(value) ?? false);
}

/** Spec 9: no secrets in the configuration, ever, wherever somebody put one. The value is never shown. */
export function secretsInside(data: unknown, path: KeyPath = []): Complaint[] {
  if (Array.isArray(data))
    return data.flatMap((entry: unknown, index) => secretsInside(entry, [...path, index]));
  if (isMapping(data)) {
    return Object.entries(data).flatMap(([key, value]) => {
      const place = [...path, key];
      return namesSecret(key) ? [noSecrets(place, 'key')] : secretsInside(value, place);
    });
  }
  return typeof data === 'string' && holdsSecret(data, String(path.at(-1) ?? ''))
    ? [noSecrets(path, 'value')]
    : [];
}

function noSecrets(path: KeyPath, at: 'key' | 'value'): Complaint {
  return {
    path,
    at,
    message: l10n.t(
      "'{0}' holds a secret, and the configuration must hold none: take it out, and change it, since it stood in a file. Passwords are asked for and kept safe elsewhere.",
      dottedKey(path),
    ),
  };
}
