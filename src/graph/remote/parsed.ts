import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';

/** The argument of a call in the shape that its method takes; INVALID_ARGUMENT says what is wrong with another one. */
export function parsed<T>(schema: z.ZodType<T>, argument: unknown): T {
  const result = schema.safeParse(argument);
  if (result.success) return result.data;
  throw new IsthmusError('INVALID_ARGUMENT', `The call cannot be understood: ${z.prettifyError(result.error)}`);
}
