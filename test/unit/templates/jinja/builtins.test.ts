import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Dict, DictView, PySet } from '../../../../core/templates/jinja/values/dict';
import { Lazy, Markup, Range, Tuple, type Value } from '../../../../core/templates/jinja/values/kinds';
import { nextIn } from '../../../../core/templates/jinja/values/iterate';
import { aRun, called, filtered, outcome, passes, undefinedName } from './calling';

/** A value as the recording holds it: JSON, and objects of one key for the kinds that JSON lacks. */
const RECORDED = z.json();
type Recorded = z.infer<typeof RECORDED>;

const CASE = z.object({
  kind: z.enum(['filter', 'test', 'global']),
  name: z.string(),
  value: RECORDED.default(null),
  args: z.array(RECORDED).default([]),
  named: z.record(z.string(), RECORDED).default({}),
  autoescape: z.boolean().default(false),
  mode: z.enum(['lenient', 'strict', 'chainable']).default('lenient'),
  /** What Python's Jinja gave, by `repr`, or the name of the exception that it raised. */
  gives: z.string().optional(),
  error: z.string().optional(),
});
type Case = z.infer<typeof CASE>;

const FLOATS = new Map([
  ['inf', Infinity],
  ['-inf', -Infinity],
  ['nan', NaN],
]);

function listOf(recorded: Recorded | undefined, mode: Case['mode']): Value[] {
  return Array.isArray(recorded) ? recorded.map((item) => valueOf(item, mode)) : [];
}

function valueOf(recorded: Recorded, mode: Case['mode']): Value {
  if (recorded === null || typeof recorded === 'boolean' || typeof recorded === 'string') return recorded;
  if (typeof recorded === 'number') return BigInt(recorded);
  if (Array.isArray(recorded)) return listOf(recorded, mode);
  const [[kind, inner] = ['', null]] = Object.entries(recorded);
  const text = typeof inner === 'string' ? inner : '';
  const items = listOf(inner, mode);
  switch (kind) {
    case 'undefined':
      return undefinedName(mode);
    case 'int':
      return BigInt(text);
    case 'float':
      return FLOATS.get(text) ?? Number(text);
    case 'markup':
      return new Markup(text);
    case 'tuple':
      return new Tuple(items);
    case 'set':
      return new PySet(items);
    case 'lazy':
      return new Lazy(nextIn(items));
    case 'range': {
      const [start, stop, step] = items.map((bound) => (typeof bound === 'bigint' ? bound : 0n));
      return new Range(start ?? 0n, stop ?? 0n, step ?? 1n);
    }
    case 'dict':
      return new Dict(
        items.map((entry): [Value, Value] =>
          Array.isArray(entry) ? [entry[0] ?? null, entry[1] ?? null] : [null, null],
        ),
      );
    case 'view': {
      const [part, dict] = items;
      if (dict instanceof Dict) return new DictView(part === 'keys' ? 'keys' : 'items', dict);
      break;
    }
  }
  throw new Error(`unknown kind ${kind}`);
}

function outcomeOf({ kind, name, value, args, named, autoescape, mode }: Case): string {
  const call = {
    positional: args.map((item) => valueOf(item, mode)),
    named: Object.fromEntries(Object.entries(named).map(([key, item]) => [key, valueOf(item, mode)])),
    run: aRun({ autoescape, undefinedNames: mode }),
  };
  return outcome(() => {
    if (kind === 'global') return called(name, call);
    const given = valueOf(value, mode);
    return kind === 'filter' ? filtered(name, given, call) : passes(name, given, call);
  });
}

const lines = readFileSync(new URL('../../../fixtures/jinja/builtins.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const cases = lines.map((line) => CASE.parse(JSON.parse(line)));
const names = new Set(cases.map(({ kind, name }) => `${kind} ${name}`));

describe('as Jinja for Python', () => {
  it.each([...names])('the %s', (title) => {
    const own = cases.filter(({ kind, name }) => `${kind} ${name}` === title);
    const differing = own.flatMap((recorded) => {
      const ours = outcomeOf(recorded);
      const theirs = recorded.gives ?? recorded.error;
      return ours === theirs ? [] : [{ ...recorded, ours }];
    });
    expect(differing).toEqual([]);
  });
});
