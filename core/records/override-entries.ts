import * as z from 'zod';
import { timestampField } from './field-types';

const entryField = z.object({
  id: z.string(),
  /** The code of the rule that it lets pass. */
  problem_class: z.string(),
  operator: z.string(),
  recorded_at: timestampField,
  expires_at: timestampField.exactOptional(),
  reason: z.string(),
  revoked: z.literal(false),
});

const tombstoneField = z.object({
  id: z.string(),
  /** The id of the override that it ends. */
  revokes: z.string(),
  operator: z.string(),
  recorded_at: timestampField,
  reason: z.string(),
  revoked: z.literal(true),
});

/** One entry of `validation_overrides`: an override, or the tombstone of one. */
export const overrideField = z.discriminatedUnion('revoked', [entryField, tombstoneField]);

export type Override = Readonly<z.infer<typeof entryField>>;
export type Tombstone = Readonly<z.infer<typeof tombstoneField>>;
export type OverrideEntry = Override | Tombstone;
