import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { decodeJson, encodeHead, encodeJson, MESSAGE_KIND, readMessages, type Message } from './message-stream.ts';

const frame: Message = { kind: MESSAGE_KIND.frame, ptsMs: 33, pts: 2 ** 40 + 1, payload: Uint8Array.of(1, 2, 3, 4, 5) };
const facts = encodeJson(MESSAGE_KIND.facts, { name: '作業' });
const bytes = Buffer.concat([frame, facts].flatMap((message) => [encodeHead(message), message.payload]));

async function readAll(chunks: Uint8Array[]): Promise<Message[]> {
  const messages: Message[] = [];
  for await (const message of readMessages(Readable.from(chunks, { objectMode: false }))) messages.push(message);
  return messages;
}

test.each([1, 7, 24, 1000])('readMessages reads what was written, in chunks of %i bytes', async (size) => {
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  const messages = await readAll(chunks);
  expect(messages).toHaveLength(2);
  expect({ ...messages[0], payload: [...messages[0].payload] }).toEqual({ ...frame, payload: [...frame.payload] });
  expect(decodeJson(messages[1])).toEqual({ name: '作業' });
});

test('readMessages drops a message that was cut off', async () => {
  expect(await readAll([bytes.subarray(0, 28)])).toEqual([]);
  expect(await readAll([bytes.subarray(0, 40)])).toHaveLength(1);
});
