import * as z from 'zod';
import { ACTIONS, SINGLE_FIELDS, type PageMessage } from './wizard-messages';

/** More than anybody types, so that a page gone wrong fills no memory. */
const MOST_CHARACTERS = 1_000_000;
const MOST_ITEMS = 10_000;

const id = z.string().max(1000);
const text = z.string().max(MOST_CHARACTERS);
const number = z.int().min(0);
const flagOrText = z.union([text, z.boolean()]);

const change = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('single'), id: z.enum(SINGLE_FIELDS), value: text.nullable() }),
  z.strictObject({
    at: z.literal('question'),
    id,
    value: z.union([flagOrText, z.array(text).max(MOST_ITEMS)]).nullable(),
  }),
  z.strictObject({ at: z.literal('readme'), id, value: flagOrText.nullable() }),
  z.strictObject({
    at: z.literal('custom'),
    fields: z.array(z.strictObject({ label: text, value: text })).max(MOST_ITEMS),
  }),
]);

const pageMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), version: number }),
  z.strictObject({ type: z.literal('edit'), revision: number, change }),
  z.strictObject({ type: z.literal('show-file'), request: number, path: text }),
  z.strictObject({ type: z.literal('create'), revision: number }),
  z.strictObject({ type: z.literal('stop'), discard: z.boolean() }),
  z.strictObject({
    type: z.enum(['input', 'input-typed']),
    values: z.array(z.strictObject({ id, value: flagOrText })).max(MOST_ITEMS),
  }),
  z.strictObject({ type: z.literal('resume-draft'), id: z.uuid() }),
  z.strictObject({ type: z.literal('act'), action: z.enum(ACTIONS) }),
]);

/** What came of reading a message; `problem` is for a log. */
export type MessageReading = { readonly message: PageMessage } | { readonly problem: string };

/** Reads what a page sent: the page is no part of the host, and nothing that it says is taken unread. */
export function readPageMessage(received: unknown): MessageReading {
  const reading = pageMessage.safeParse(received);
  if (reading.success) return { message: reading.data };
  const [issue] = reading.error.issues;
  return { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
}
