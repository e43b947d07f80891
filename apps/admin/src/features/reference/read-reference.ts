import reference from '../../../generated/reference.json';
import type { Reference } from './model/reference.ts';

/** The contract, for what is rendered on the server: all of it is too much for a browser. */
export function readReference(): Reference {
  return reference as Reference;
}
