import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { commandsOf, fencesOf, proseOf, readDocument, readDocuments, ROOT } from './read-documents.ts';

const read = (name: string) => readFileSync(path.join(ROOT, name), 'utf8');
const decisions = globSync(['docs/decisions/*.md', '{inference,prisma,apps/*}/decisions/*.md'], { cwd: ROOT });
const documents = [...(await readDocuments()), ...(await Promise.all(decisions.map(readDocument)))];

/** What a heading is called in addresses, as GitHub has it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (text: string) =>
  [...proseOf(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Links to what lies in the project, wherever they lead. */
function linksOf({ name, text }: { readonly name: string; readonly text: string }) {
  const links = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return links
    .filter((target) => !/^https?:/.test(target))
    .map((target) => {
      const [file = '', anchor] = target.split('#');
      return { target, file: file === '' ? name : path.join(path.dirname(name), file), anchor };
    });
}

describe('documents', () => {
  test.each(documents.map((document) => [document.name, document] as const))(
    '%s: links lead to files and headings that there are',
    (_, document) => {
      const broken = linksOf(document).filter(
        ({ file, anchor }) =>
          !existsSync(path.join(ROOT, file)) || (anchor !== undefined && !anchorsOf(read(file)).includes(anchor)),
      );
      expect(broken).toEqual([]);
    },
  );

  test('ask only what the contract has', () => {
    const schema = buildSchema(read('schema.graphql'));
    const asked = documents.flatMap(({ name, text }) => fencesOf(text, 'graphql').map((code) => ({ name, code })));
    expect(asked.length).toBeGreaterThan(0);
    const wrong = asked.flatMap(({ name, code }) =>
      validate(schema, parse(code)).map(({ message }) => ({ name, message })),
    );
    expect(wrong).toEqual([]);
  });
});

test('the index of decisions has each of them once, by its title', () => {
  const listed = [...read('docs/decisions.md').matchAll(/^- \[(.*)\]\((.*)\)$/gm)].map(([, title, target = '']) => ({
    file: path.join('docs', target),
    title,
  }));
  const written = decisions.map((file) => ({ file, title: /^# (.*)$/m.exec(read(file))?.[1] }));
  const inOrder = (entries: readonly { readonly file: string }[]) =>
    entries.toSorted((one, other) => one.file.localeCompare(other.file));
  expect(inOrder(listed)).toEqual(inOrder(written));
});

test('the changelog tells of each version, the newest first', () => {
  const versions = [...read('docs/changelog.md').matchAll(/^## (\d+\.\d+\.\d+) \(\d{4}-\d{2}-\d{2}\)$/gm)].map(
    ([, version = '']) => version,
  );
  const { version } = JSON.parse(read('package.json')) as { readonly version: string };
  const released = readdirSync(path.join(ROOT, 'docs/contract')).map((name) => path.parse(name).name);
  expect(versions).toEqual(expect.arrayContaining([version, ...released]));
  expect(versions).toEqual(versions.toSorted((one, other) => other.localeCompare(one, 'en', { numeric: true })));
});

describe('the method', () => {
  const prose = proseOf(read('docs/method.md')).replaceAll(/\s+/g, ' ');
  const named = [...prose.matchAll(/\[`([\w-]+\.ts)`\]\(([^)]+)\)(?:: ((?:`\w+`(?:, )?)+))?/g)].map(
    ([, name = '', target = '', symbols = '']) => ({
      name,
      file: path.join('docs', target),
      symbols: [...symbols.matchAll(/\w+/g)].map(([symbol]) => symbol),
    }),
  );

  test('names files by their names, and of each what it exports', () => {
    expect(named.length).toBeGreaterThan(0);
    const isExported = (source: string, symbol: string) =>
      new RegExp(`^export (async )?(function|class|const) ${symbol}\\b`, 'm').test(source);
    const wrong = named.flatMap(({ name, file, symbols }) => {
      const missing = symbols.filter((symbol) => !isExported(read(file), symbol));
      const isWrong = missing.length > 0 || symbols.length === 0 || path.basename(file) !== name;
      return isWrong ? [{ file, missing }] : [];
    });
    expect(wrong).toEqual([]);
  });

  test('says of each formula where it is from', () => {
    const sections = read('docs/method.md').split(/^(?=\*\*|##)/m);
    const withFormulae = sections.filter((text) => text.includes('```math'));
    expect(withFormulae.length).toBeGreaterThan(0);
    expect(withFormulae.filter((text) => !text.includes('Source:'))).toEqual([]);
  });
});

describe.each(['en', 'ja'])('the guide to vocabularies in %s', (language) => {
  const messages = globSync(`apps/admin/messages/${language}/*.json`, { cwd: ROOT }).flatMap((file) =>
    textsOf(JSON.parse(read(file)) as object),
  );
  const guide = proseOf(read(`docs/vocabularies.${language}.md`));
  const quoted = [...guide.matchAll(/\*\*(.+?)\*\*/gs)].map(([, words = '']) => words.replaceAll(/\s+/g, ' '));

  test('quotes what is on the screen', () => {
    expect(quoted.length).toBeGreaterThan(0);
    const said = new Set(messages);
    const patterns = messages.flatMap(patternOf);
    const unknown = quoted.filter((words) => !said.has(words) && !patterns.some((pattern) => pattern.test(words)));
    expect(unknown).toEqual([]);
  });

  test('has the parts that the other language has', () => {
    const parts = (text: string) => [...text.matchAll(/^(#+ \d*|- |\| )/gm)].map(([, start]) => start);
    const other = proseOf(read(`docs/vocabularies.${language === 'en' ? 'ja' : 'en'}.md`));
    expect(parts(guide)).toEqual(parts(other));
  });
});

function textsOf(messages: object): string[] {
  return Object.values(messages).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : textsOf(value as object),
  );
}

/** A message with a number or a name put in. Of what has hardly any words of its own, or several forms, none. */
function patternOf(message: string): RegExp[] {
  const parts = message.split(/\{\w+\}/);
  const words = parts.join('').replaceAll(/[^\p{L}]/gu, '');
  if (parts.length === 1 || words.length < 2 || message.includes(', plural')) return [];
  const literally = (part: string) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return [new RegExp(`^${parts.map(literally).join('.+')}$`)];
}

describe('commands', () => {
  const block = (...lines: string[]) => ['```sh', ...lines, '```', ''].join('\n');

  test('are lines of sh blocks, without what is said about them', () => {
    expect(commandsOf(block('npm start   # starts it', '', 'a "#b" c'))).toEqual(['npm start', 'a "#b" c']);
  });

  test('go over several lines behind a backslash and within quotes', () => {
    const lines = ["curl x -d '{", "}'", 'b \\', '  c'];
    expect(commandsOf(block(...lines))).toEqual(["curl x -d '{\n}'", 'b \\\n  c']);
  });

  test('are those of npm and npx between words, with settings in front', () => {
    const text = 'Call `npm run a [-- B]`, `X=1 npx b` or `c`.\n\n```json\n`npm run d`\n```\n';
    expect(commandsOf(text)).toEqual(['npm run a', 'X=1 npx b']);
  });
});
