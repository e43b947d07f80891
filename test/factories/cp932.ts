const LEADS = [...range(0x81, 0x9f), ...range(0xe0, 0xfc)];
const TRAILS = [...range(0x40, 0x7e), ...range(0x80, 0xfc)];

function* range(from: number, to: number): Generator<number> {
  for (let value = from; value <= to; value++) yield value;
}

/** Of several codes of one character, as ① has two, the first counts. */
const CODES = new Map<string, readonly number[]>();
const decoder = new TextDecoder('shift_jis');
for (const code of [...range(0x00, 0x7f), ...range(0xa1, 0xdf)].map((byte) => [byte])) note(code);
for (const lead of LEADS) for (const trail of TRAILS) note([lead, trail]);

function note(code: readonly number[]): void {
  const text = decoder.decode(Uint8Array.from(code));
  if ([...text].length === 1 && text !== '\u{fffd}' && !CODES.has(text)) CODES.set(text, code);
}

/** A text as Japanese spreadsheets write it. @throws {Error} for what CP932 does not have */
export function encodeCp932(text: string): Uint8Array {
  return Uint8Array.from(
    Array.from(text, (character) => {
      const code = CODES.get(character);
      if (!code) throw new Error(`CP932 has no ${character}`);
      return code;
    }).flat(),
  );
}
