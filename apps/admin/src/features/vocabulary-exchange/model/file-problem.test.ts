import { expect, test } from '@jest/globals';
import { readDocument } from '@actionary/inference';
import { fileProblem } from './file-problem.ts';

const messageOf = async (name: string, content: string | Uint8Array) => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return readDocument(bytes, name).then(
    () => '',
    (error: Error) => error.message,
  );
};

test.each([
  ['empty', 'a.csv', ' \n'],
  ['noLabelColumn', 'a.csv', 'price,weight\n1,2\n'],
  ['tooManyRows', 'a.csv', `label\n${'x\n'.repeat(20_001)}`],
  ['notText', 'a.txt', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x81)],
  ['notCsv', 'a.csv', 'label\n"open\n'],
  ['notXlsx', 'a.xlsx', 'no zip'],
  ['notTurtle', 'a.ttl', '<a> <b>'],
  ['notJson', 'a.json', '{'],
  ['notJson', 'a.json', '{"a": 1}'],
  ['notJson', 'a.json', '[1]'],
  ['remoteContext', 'a.jsonld', '{"@context": "https://example.org/c.jsonld", "@id": "urn:a"}'],
  ['noConcept', 'a.ttl', '<urn:a> <urn:b> <urn:c> .'],
])('fileProblem knows %s of %s', async (kind, name, content) => {
  expect(fileProblem(await messageOf(name, content))).toEqual({ kind, place: '' });
});

test('fileProblem tells the place of a line that is wrong', async () => {
  expect(fileProblem(await messageOf('a.csv', 'label\nx,y,z\n'))).toEqual({ kind: 'tooManyCells', place: 'line 2' });
  const long = await messageOf('a.csv', `label\n${'x'.repeat(100_001)}\n`);
  expect(fileProblem(long)).toEqual({ kind: 'tooLong', place: 'line 2' });
});

test('fileProblem leaves other messages alone', () => {
  expect(fileProblem('the draft has been edited since it was read')).toBeNull();
});
