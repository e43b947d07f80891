import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { captionWords } from '../../training/workbench/world.ts';
import { openTokenizer } from './tokenizer.ts';

const FILE = path.join(import.meta.dirname, '../../../models/workbench/tokenizer.json');
const open = () => openTokenizer(FILE, { contextLength: 16, cleaning: 'none' });

describe('the bundled tokenizer', () => {
  test('has seen every word that training can make a caption of', async () => {
    expect((await open()).unseenWords(captionWords().join(' '))).toEqual([]);
  });

  test('names each other word once, as it is written', async () => {
    const { unseenWords } = await open();
    expect(unseenWords('Tighten the flange, then ＴＩＧＨＴＥＮ another flange!')).toEqual([
      'flange',
      'then',
      'another',
    ]);
    expect(unseenWords('ボルトを tighten')).toEqual(['ボルトを']);
    expect(unseenWords(' … ')).toEqual([]);
    expect(unseenWords('tighten 🔩!')).toEqual(['🔩']);
  });

  test.each(['🔩', '。', '…', '!!!', ''])('reads no word in %j', async (text) => {
    const { encode } = await open();
    expect(() => encode(text)).toThrow(`the encoder reads no word in "${text}"; say it in words`);
  });

  test('takes a word that begins like a known one for unseen', async () => {
    expect((await open()).unseenWords('tightener boxes box')).toEqual(['tightener', 'boxes']);
  });
});
