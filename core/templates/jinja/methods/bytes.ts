import { l10n } from '../../../system';
import { valueMistake, type Mistake } from '../place';
import { textArgument } from '../runtime/arguments';
import { signature } from '../runtime/signature';
import { Bytes, type Value } from '../values/kinds';
import type { Member, MemberTable, Method } from './method';

/** The encodings that templates may use, by Python's names in small letters with `-`. */
const ENCODINGS: ReadonlyMap<string, 'utf-8' | 'ascii' | 'latin-1'> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['u8', 'utf-8'],
  ['ascii', 'ascii'],
  ['us-ascii', 'ascii'],
  ['latin-1', 'latin-1'],
  ['latin1', 'latin-1'],
  ['iso-8859-1', 'latin-1'],
]);

function encodingOf(given: Value): 'utf-8' | 'ascii' | 'latin-1' {
  const name = textArgument(given, 'encoding').toLowerCase().replaceAll('_', '-');
  const encoding = ENCODINGS.get(name);
  if (encoding !== undefined) return encoding;
  throw valueMistake(l10n.t("the encoding '{0}' is not served; use utf-8, ascii or latin-1", name));
}

function unencodable(encoding: string): Mistake {
  return valueMistake(l10n.t("this text or these bytes cannot be written in '{0}'", encoding));
}

/** `text.encode(encoding, errors)`; errors may be `strict`, `ignore` or `replace`. */
export const ENCODE: Method<string> = {
  signature: signature('encoding? errors?'),
  run: (text, [encoding = 'utf-8', errors = 'strict'], run) => {
    const name = encodingOf(encoding);
    const mode = textArgument(errors, 'errors');
    run.allow(text.length * 2);
    if (name === 'utf-8') return new Bytes(new TextEncoder().encode(text));
    const highest = name === 'ascii' ? 0x7f : 0xff;
    const codes: number[] = [];
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0;
      if (code <= highest) codes.push(code);
      else if (mode === 'replace') codes.push(0x3f);
      else if (mode !== 'ignore') throw unencodable(name);
    }
    return new Bytes(Uint8Array.from(codes));
  },
};

const DECODE: Method<Bytes> = {
  signature: signature('encoding? errors?'),
  run: ({ bytes }, [encoding = 'utf-8', errors = 'strict'], run) => {
    const name = encodingOf(encoding);
    const mode = textArgument(errors, 'errors');
    run.allow(bytes.length);
    if (name === 'latin-1') return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    if (name === 'ascii' && bytes.some((byte) => byte > 0x7f) && mode === 'strict') throw unencodable(name);
    try {
      const text = new TextDecoder('utf-8', { fatal: mode === 'strict', ignoreBOM: true }).decode(bytes);
      return mode === 'ignore' ? text.replaceAll('\ufffd', '') : text;
    } catch {
      throw unencodable(name);
    }
  },
};

const HEX: Method<Bytes> = {
  signature: signature(''),
  run: ({ bytes }) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
};

/** The methods of bytes. */
export const BYTES_METHODS: MemberTable<Bytes> = new Map<string, Member<Bytes>>([
  ['decode', DECODE],
  ['hex', HEX],
]);
