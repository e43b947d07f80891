import { expect, test } from '@jest/globals';
import { parseMessage } from './parse-message.ts';

test.each([
  ['{count, number} words', ['count'], '{count} words', '{count} words'],
  ['{n, plural, =0 {none} one {# by {name}} other {#}}.', ['n', 'name'], 'none# by {name}#.', '.'],
  ['({state, select, failed {failed} other {{state}}})', ['state'], '(failed{state})', '()'],
  ["use '{'label'}' in {file}", ['file'], 'use label in {file}', 'use label in {file}'],
])('parseMessage reads %s', (message, parameters, text, fixed) => {
  expect(parseMessage(message)).toEqual({ parameters, text, fixed });
});
