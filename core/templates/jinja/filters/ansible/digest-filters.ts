import { createHash } from 'node:crypto';
import { l10n } from '../../../../system';
import { Mistake } from '../../place';
import { textArgument } from '../../runtime/arguments';
import type { Run } from '../../runtime/run';
import { signature } from '../../runtime/signature';
import { inParts } from '../../values/in-parts';
import { open, type Value } from '../../values/kinds';
import { Pieces } from '../../values/pieces';
import { textOf } from '../../values/text';
import type { Filter } from '../filter';

/** The digests of Python's `hashlib`, by the names that OpenSSL gives them. */
const DIGESTS = new Map([
  ...['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'].map((name) => [name, name] as const),
  ['sha512_224', 'sha512-224'],
  ['sha512_256', 'sha512-256'],
  ['sha3_224', 'sha3-224'],
  ['sha3_256', 'sha3-256'],
  ['sha3_384', 'sha3-384'],
  ['sha3_512', 'sha3-512'],
  ['blake2b', 'blake2b512'],
  ['blake2s', 'blake2s256'],
]);

/** The namespace of jinja2-ansible-filters for `to_uuid`; Ansible's own is another. */
const NAMESPACE = Buffer.from('20851c88ac15449f9ee774829105da86', 'hex');

function bytesOf(value: Value, run: Run): Buffer {
  const text = textOf(open(value));
  run.allow(text.length);
  if (/\p{Surrogate}/u.test(text))
    throw new Mistake(l10n.t('this text holds half of a character'), 'render', undefined, 'ValueError');
  return Buffer.from(text, 'utf8');
}

function digestFilter(name: string): Filter {
  return {
    signature: signature(''),
    run: (value, _, run) => createHash(name).update(bytesOf(value, run)).digest('hex'),
  };
}

const HASH: Filter = {
  signature: signature('hashtype?'),
  run: (value, [hashtype = 'sha1'], run) => {
    const digest = typeof hashtype === 'string' ? DIGESTS.get(hashtype.toLowerCase()) : undefined;
    // A kind that is not known gives None, as the original does.
    return digest === undefined ? null : createHash(digest).update(bytesOf(value, run)).digest('hex');
  },
};

/** A UUID of version 5. */
const TO_UUID: Filter = {
  signature: signature(''),
  run: (value, _, run) => {
    const digest = createHash('sha1').update(NAMESPACE).update(bytesOf(value, run)).digest().subarray(0, 16);
    digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
    digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
    return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  },
};

const ENCODINGS: ReadonlyMap<string, BufferEncoding> = new Map<string, BufferEncoding>([
  ['utf8', 'utf8'],
  ['u8', 'utf8'],
  ['ascii', 'ascii'],
  ['usascii', 'ascii'],
  ['latin1', 'latin1'],
  ['iso88591', 'latin1'],
  ['utf16le', 'utf16le'],
]);

function encodingOf(given: Value): BufferEncoding {
  const name = textArgument(given, 'encoding');
  const encoding = ENCODINGS.get(name.toLowerCase().replace(/[-_ ]/g, ''));
  if (encoding !== undefined) return encoding;
  throw new Mistake(
    l10n.t("the encoding '{0}' is not served; known are utf-8, ascii, latin-1 and utf-16-le", name),
    'render',
    undefined,
    'ValueError',
  );
}

const ENCODE: Filter = {
  signature: signature('encoding?'),
  run: (value, [encoding = 'utf-8'], run) => {
    const name = encodingOf(encoding);
    if (name === 'utf8') return bytesOf(value, run).toString('base64');
    const text = textOf(open(value));
    const highest = name === 'ascii' ? 0x7f : name === 'latin1' ? 0xff : 0xffff;
    run.allow(text.length * 3);
    if (Array.from(text, (character) => character.charCodeAt(0)).some((code) => code > highest))
      throw new Mistake(
        l10n.t("this text holds characters that '{0}' does not know", textOf(encoding)),
        'render',
        undefined,
        'ValueError',
      );
    return Buffer.from(text, name).toString('base64');
  },
};

const DECODE: Filter = {
  signature: signature('encoding?'),
  run: (value, [encoding = 'utf-8'], run) => {
    const name = encodingOf(encoding);
    const bytes = Buffer.from(base64Digits(textOf(open(value))), 'base64');
    run.allow(bytes.length);
    const text = bytes.toString(name);
    const isWhole = name === 'latin1' || Buffer.from(text, name).equals(bytes);
    if (isWhole && !(name === 'ascii' && bytes.some((byte) => byte > 0x7f))) return text;
    throw new Mistake(
      l10n.t("what is decoded is no text in '{0}'", textOf(encoding)),
      'render',
      undefined,
      'UnicodeDecodeError',
    );
  },
};

/** The digits of a text in base 64; others are passed over, and what follows its end is not looked at. */
function base64Digits(text: string): string {
  const digits = inParts(text, (part) => part.replace(/[^A-Za-z0-9+/=]+/g, ''));
  let quad = 0;
  const taken = new Pieces();
  let pads = 0;
  for (const digit of digits) {
    if (digit === '=') {
      pads += 1;
      if (quad >= 2 && quad + pads >= 4) return taken.text;
      continue;
    }
    pads = 0;
    taken.add(digit);
    quad = (quad + 1) % 4;
  }
  if (quad === 0) return taken.text;
  throw new Mistake(l10n.t('this is no base 64: its end is missing'), 'render', undefined, 'Error');
}

/** Digests, identifiers and base 64. */
export const DIGEST_FILTERS: readonly (readonly [string, Filter])[] = [
  ['md5', digestFilter('md5')],
  ['sha1', digestFilter('sha1')],
  ['checksum', digestFilter('sha1')],
  ['hash', HASH],
  ['to_uuid', TO_UUID],
  ['b64encode', ENCODE],
  ['b64decode', DECODE],
];
