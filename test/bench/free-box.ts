/** A box of an MP4 that says nothing, with a number in it. */
export function freeBox(number: number): Buffer {
  const box = Buffer.alloc(16);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4);
  box.writeUInt32BE(number, 8);
  return box;
}
