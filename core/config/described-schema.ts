import * as z from 'zod';
import { isMapping } from './plain-value';
import type { KeyPath } from './problem';

/** What may stand behind a key. */
export type ValueKind = 'mapping' | 'list' | 'text' | 'number' | 'flag' | 'choice' | 'other';

/** A key that a schema knows, for completion and hover. */
export interface KeyDescription {
  readonly key: string;
  /** The way to it with every element alike, as in `equipment[].transport.type`. */
  readonly pattern: string;
  readonly kind: ValueKind;
  readonly isRequired: boolean;
  /** The words that may stand there, or as its elements; empty where they are not of a fixed set. */
  readonly values: readonly string[];
  /** What holds where it is left out; undefined where nothing does. */
  readonly defaultValue?: unknown;
  /** A sentence or two for people; empty where nothing is written of it. */
  readonly documentation: string;
}

/** What is written of keys, by their patterns. */
export type KeyDocs = Readonly<Record<string, () => string>>;

/** What a schema says of the keys of a document: which stand where, what they hold, what is written of them. */
export class DescribedSchema {
  constructor(
    private readonly schema: z.ZodType,
    private readonly docs: KeyDocs,
  ) {}

  /**
   * The keys that may stand in the mapping at a path, in the order of the schema; none where no mapping may.
   * @param present what stands in it so far: where the keys depend on one of them (`type`), it decides
   */
  keysIn(path: KeyPath, present: unknown = {}): KeyDescription[] {
    const all = this.schemasAt(path).flatMap((schema) => alternatives(schema));
    const fitting = all.filter((schema) => fits(schema, present));
    const everywhere = this.membersOfAll(path, all);
    // What decides between the alternatives may still become another one.
    return this.membersOfAll(path, fitting.length > 0 ? fitting : all).map((found) => ({
      ...found,
      values: everywhere.find(({ key }) => key === found.key)?.values ?? found.values,
    }));
  }

  /** A key, undefined for one that the schema does not know. */
  describe(path: KeyPath, present: unknown = {}): KeyDescription | undefined {
    const key = path.at(-1);
    return this.keysIn(path.slice(0, -1), present).find((found) => found.key === key);
  }

  /** The pattern of every key, in the order of the schema. */
  patterns(path: KeyPath = []): string[] {
    return this.keysIn(path).flatMap(({ key, kind, pattern }) => {
      const below = kind === 'list' ? [...path, key, 0] : [...path, key];
      return [pattern, ...(kind === 'mapping' || kind === 'list' ? this.patterns(below) : [])];
    });
  }

  private membersOfAll(path: KeyPath, schemas: readonly z.core.$ZodType[]): KeyDescription[] {
    const described = new Map<string, KeyDescription>();
    for (const [key, member] of schemas.flatMap((schema) => Object.entries(membersOf(schema)))) {
      const known = described.get(key);
      const found = this.describeMember([...path, key], key, member);
      described.set(key, known === undefined ? found : merged(known, found));
    }
    return [...described.values()];
  }

  private schemasAt(path: KeyPath): z.core.$ZodType[] {
    let found: z.core.$ZodType[] = [this.schema];
    for (const step of path) {
      found = found
        .flatMap((schema) => alternatives(schema))
        .flatMap((schema) => {
          const inner = typeof step === 'number' ? elementOf(schema) : membersOf(schema)[step];
          return inner === undefined ? [] : [inner];
        });
    }
    return found;
  }

  private describeMember(path: KeyPath, key: string, schema: z.core.$ZodType): KeyDescription {
    const pattern = patternOf(path);
    const kinds = alternatives(schema).map(kindOf);
    const defaultValue = defaultOf(schema);
    return {
      key,
      pattern,
      kind: kinds.every((kind) => kind === kinds[0]) ? (kinds[0] ?? 'other') : 'other',
      isRequired: schema._zod.optin === undefined,
      values: [...new Set(alternatives(schema).flatMap(wordsOf))],
      ...(defaultValue === undefined ? {} : { defaultValue }),
      documentation: Object.hasOwn(this.docs, pattern) ? (this.docs[pattern]?.() ?? '') : '',
    };
  }
}

/** `['equipment', 0, 'id']` as `equipment[].id`. */
export function patternOf(path: KeyPath): string {
  return path.reduce<string>((pattern, step) => {
    if (typeof step === 'number') return `${pattern}[]`;
    return pattern === '' ? step : `${pattern}.${step}`;
  }, '');
}

/** A key of several alternatives: its words are those of all. */
function merged(one: KeyDescription, other: KeyDescription): KeyDescription {
  const values = [...new Set([...one.values, ...other.values])];
  return { ...one, values, isRequired: one.isRequired && other.isRequired };
}

/** A schema without what only wraps it, or the alternatives that it is one of. */
function alternatives(wrapped: z.core.$ZodType): z.core.$ZodType[] {
  const schema = unwrapped(wrapped);
  return schema instanceof z.ZodUnion ? schema.options.flatMap((option) => alternatives(option)) : [schema];
}

/** Whether what is there is what an alternative is known by. */
function fits(schema: z.core.$ZodType, present: unknown): boolean {
  if (!isMapping(present)) return false;
  return Object.entries(membersOf(schema)).some(
    ([key, member]) =>
      member instanceof z.ZodLiteral && member.values.has(present[key] as z.core.util.Literal),
  );
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in);
  const isWrapper =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly;
  return isWrapper ? unwrapped(schema.unwrap()) : schema;
}

function membersOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

function elementOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  return schema instanceof z.ZodArray ? schema.element : undefined;
}

function kindOf(schema: z.core.$ZodType): ValueKind {
  if (schema instanceof z.ZodObject) return 'mapping';
  if (schema instanceof z.ZodArray) return 'list';
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) return 'choice';
  if (schema instanceof z.ZodBoolean) return 'flag';
  if (schema instanceof z.ZodNumber) return 'number';
  return schema instanceof z.ZodString ? 'text' : 'other';
}

/** The words that may stand there, or as elements of a list. */
function wordsOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String);
  if (schema instanceof z.ZodBoolean) return ['true', 'false'];
  if (schema instanceof z.ZodArray) return alternatives(schema.element).flatMap(wordsOf);
  return [];
}

/** What holds where a value is left out; that of a mapping is what its own keys say. */
function defaultOf(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodDefault) return schema.def.defaultValue;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return defaultOf(schema.unwrap());
  return schema instanceof z.ZodPipe ? defaultOf(schema.in) : undefined;
}
