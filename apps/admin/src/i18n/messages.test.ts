import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LOCALES } from './locale.ts';
import { parseMessage } from './parse-message.ts';

const ADMIN = path.join(import.meta.dirname, '../..');

type Messages = Readonly<Record<string, unknown>>;

/** Messages of a language by their full keys: `common.action.cancel`. */
function messagesOf(locale: string): ReadonlyMap<string, string> {
  const files = globSync(`messages/${locale}/*.json`, { cwd: ADMIN });
  return new Map(
    files.flatMap((file) => {
      const content = JSON.parse(readFileSync(path.join(ADMIN, file), 'utf8')) as Messages;
      return flat(content, path.basename(file, '.json'));
    }),
  );
}

function flat(messages: Messages, prefix: string): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}.${key}`, value]] : flat(value as Messages, `${prefix}.${key}`),
  );
}

/** Keys that a source file asks for, as patterns of full ones; what is known only at run time stands for one part. */
function askedIn(source: string): RegExp[] {
  const namespaces = new Map<string, string[]>();
  for (const [, name = '', namespace = ''] of source.matchAll(
    /const (\w+) = (?:use|await get)Translations\('([\w.]+)'\)/g,
  ))
    namespaces.set(name, [...(namespaces.get(name) ?? []), namespace]);
  const calls = [...namespaces].flatMap(([name, spaces]) =>
    [...source.matchAll(new RegExp(`(?<![\\w.])${name}(?:\\.\\w+)?\\((?=([^;]{0,160}))`, 'gs'))].flatMap(
      ([, given = '']) => spaces.flatMap((space) => keysOf(given).map((key) => `${space}.${key}`)),
    ),
  );
  const direct = source.matchAll(/Translations\('([\w.]+)'\)\)?\((?=([^;]{0,160}))/g);
  const chained = [...direct].flatMap(([, space, given = '']) => keysOf(given).map((key) => `${space}.${key}`));
  return [...calls, ...chained].map((key) => new RegExp(`^${key.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}$`));
}

/** Keys in the first argument of a call; `*` for each part that is computed. */
function keysOf(given: string): string[] {
  const argument = /^\s*(?:'[^']*'|`[^`]*`|[^,)]*\?[^,)]*|[^,)]*)/s.exec(given)?.[0] ?? '';
  const literals = argument.match(/'[^']*'|`[^`]*`/g)?.map((text) => text.slice(1, -1).replaceAll(/\$\{[^}]*\}/g, '*'));
  const isWhole = /^\s*['`]/.test(argument);
  return isWhole ? (literals ?? []) : [...(literals ?? []), '*'];
}

/** A whole number, and behind it, at most two words further, what seems to be several. */
const COUNTED =
  /\{(?:\w*[cC]ount|all|concepts|max|most|shown|spans|total|videos)\} (?:(?!of |in |and |or |to )[a-z-]+ ){0,2}([a-z-]+s)\b(?!\/)/g;
/** End like several, and are not. */
const SINGULAR = new Set(['as', 'has', 'is', 'its', 'less', 'this', 'was']);

/** Signs of prose that Japanese has wide; those inside of names (`s3:ListBucket`, `https://`) and numbers are none. */
const JAPANESE = '\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Han}ー';
const HALF_WIDTH = new RegExp(
  `[()?!]|(?<![A-Za-z0-9]):|:(?![A-Za-z0-9/])|(?<=[${JAPANESE}])[,.]|[,.](?=[${JAPANESE}])`,
  'u',
);

const parametersOf = (message: string) => parseMessage(message).parameters;

const [first, ...others] = LOCALES.map((locale) => ({ locale, messages: messagesOf(locale) }));

describe('messages', () => {
  test.each(others)('$locale has the keys of the other languages, and what is put in', ({ messages }) => {
    expect([...messages.keys()].toSorted()).toEqual([...first!.messages.keys()].toSorted());
    const differing = [...messages].filter(
      ([key, text]) => String(parametersOf(text)) !== String(parametersOf(first!.messages.get(key)!)),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test('are all asked for', () => {
    const sources = globSync('src/**/*.{ts,tsx}', { cwd: ADMIN, exclude: (name) => String(name).endsWith('.test.ts') });
    const asked = sources.flatMap((file) => askedIn(readFileSync(path.join(ADMIN, file), 'utf8')));
    const unused = [...first!.messages.keys()].filter((key) => !asked.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  test('say of one thing in English what is said of one', () => {
    const counted = [...messagesOf('en')].filter(([, message]) =>
      [...parseMessage(message).fixed.matchAll(COUNTED)].some(([, word = '']) => !SINGULAR.has(word)),
    );
    expect(counted).toEqual([]);
  });

  test('have the punctuation of Japanese in Japanese', () => {
    const mixed = [...messagesOf('ja')].filter(([, message]) => HALF_WIDTH.test(parseMessage(message).text));
    expect(mixed).toEqual([]);
  });
});
