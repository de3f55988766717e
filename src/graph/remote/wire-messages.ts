import { z } from 'zod';

/** Raised with every change of what the two sides say to each other. */
export const PROTOCOL_VERSION = 1;

/** The first message of each side, as JSON, so that any two versions understand it. */
export const helloSchema = z.object({
  protocol: z.number().int(),
  /** Version of the format of V8's structured clone; a side reads its own and older ones. */
  valueFormat: z.number().int(),
});
export type Hello = z.infer<typeof helloSchema>;

const id = z.number().int().nonnegative();

/** What the side that asks sends after its greeting. */
export const requestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call'),
    id,
    method: z.string(),
    argument: z.unknown(),
    timeoutMs: z.number().optional(),
  }),
  /** The result of a call is no longer wanted; the call is still answered. */
  z.object({ type: z.literal('cancel'), id }),
  /** One part of a result has been dealt with, so that another may come. */
  z.object({ type: z.literal('taken'), id }),
  /** Asks for a sign of life. */
  z.object({ type: z.literal('ping') }),
]);
export type Request = z.infer<typeof requestSchema>;

/** What the side that answers sends after its greeting. */
export const answerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('part'), id, value: z.unknown() }),
  z.object({ type: z.literal('done'), id, value: z.unknown() }),
  z.object({ type: z.literal('failed'), id, code: z.string(), message: z.string() }),
  z.object({ type: z.literal('pong') }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** Parts of one result that may be under way unanswered: enough to keep both sides busy, too few to fill memory. */
export const PARTS_UNDER_WAY = 4;
