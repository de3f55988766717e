import { ERROR_CATALOGUE, type ErrorCode } from '../../domain/errors.js';
import { defineEnum } from './define-enum.js';

function meanings(): Record<ErrorCode, string> {
  const entries = Object.entries(ERROR_CATALOGUE).map(([code, { meaning }]) => [code, meaning]);
  return Object.fromEntries(entries);
}

/** The GraphQL enum ErrorCode, one value an entry of the error catalogue. */
export const ErrorCodeEnum = defineEnum<ErrorCode>(
  'ErrorCode',
  'Why something did not work; in `extensions.code` of an error and in `code` of a problem in a payload.',
  meanings(),
);
