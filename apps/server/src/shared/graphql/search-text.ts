import { badUserInput } from './result.ts';

const MAX_LENGTH = 200;

/** A text to search for, without white space around it and without what no name has. @throws {GraphQLError} BAD_USER_INPUT */
export function cleanSearchText(text: string, argument: string): string {
  const clean = text.replaceAll(/\p{Cc}/gu, ' ').trim();
  if (clean.length > MAX_LENGTH) throw badUserInput(`${argument}: at most ${MAX_LENGTH} characters`);
  return clean;
}
