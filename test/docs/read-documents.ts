import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export const ROOT = path.join(import.meta.dirname, '../..');

export interface Document {
  /** From the project's folder: `docs/api.md`. */
  readonly name: string;
  readonly text: string;
}

/** README and what lies in docs, in the order of their names. */
export async function readDocuments(): Promise<Document[]> {
  const names = (await readdir(path.join(ROOT, 'docs'))).filter((name) => name.endsWith('.md')).toSorted();
  return Promise.all(['README.md', ...names.map((name) => `docs/${name}`)].map(readDocument));
}

export async function readDocument(name: string): Promise<Document> {
  return { name, text: await readFile(path.join(ROOT, name), 'utf8') };
}

/** Blocks of code in a language, without their indentation. */
export function fencesOf(text: string, language: string): string[] {
  const fences = text.matchAll(new RegExp(`^( *)\`\`\`${language}\n(.*?)^ *\`\`\`$`, 'gms'));
  return [...fences].map(([, indentation = '', code = '']) => code.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''));
}

/** What is left of a document without its blocks of code. */
export function proseOf(text: string): string {
  return text.replaceAll(/^ *```.*?^ *```$/gms, '');
}

/** Commands of a document, as they are typed: those of its `sh` blocks, and those of npm and npx between words. */
export function commandsOf(text: string): string[] {
  const spans = [...proseOf(text).matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' '));
  const inline = spans.filter((code) => /^(\w+=\S+ )*(npm|npx) /.test(code));
  return [...fencesOf(text, 'sh').flatMap(splitCommands), ...inline.map(withoutOptions)];
}

/** One command may go over several lines. */
function splitCommands(block: string): string[] {
  const commands: string[] = [];
  let open = '';
  for (const line of block.split('\n')) {
    open += (open === '' ? '' : '\n') + line.replace(/\s{2,}# .*$/, '').trimEnd();
    if (open === '' || isOpen(open)) continue;
    commands.push(open);
    open = '';
  }
  return commands;
}

/** Goes on in the next line: behind a backslash, or within quotes. */
function isOpen(command: string): boolean {
  if (command.endsWith('\\')) return true;
  const quotes = command.replaceAll(/\\./gs, '').replaceAll(/'[^']*'|"[^"]*"/g, '');
  return /['"]/.test(quotes);
}

/** `npm run crash [-- SEED [KILLS]]` without what may be left out. */
function withoutOptions(command: string): string {
  return command.replace(/ \[.*\]$/, '');
}
