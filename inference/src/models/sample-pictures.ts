/**
 * Generated pictures with shapes of many sizes: coloured waves with a few flat rectangles. The same every time.
 * @returns `count` RGB pictures
 */
export function samplePictures({ width, height }: { width: number; height: number }, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const rgb = new Uint8Array(width * height * 3);
    for (let y = 0, at = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let channel = 0; channel < 3; channel++) rgb[at++] = level(x / width, y / height, channel, index);
    return rgb;
  });
}

function level(x: number, y: number, channel: number, index: number): number {
  const isBlock = Math.floor(x * (3 + (index % 5))) % 2 === 0 && Math.floor(y * (2 + (index % 7))) % 2 === 0;
  const wave = Math.sin((x * (index + 2) + y * (channel + 1)) * 6) + Math.cos(y * (index + 3) * 4 - channel);
  return 128 + 40 * wave + (isBlock ? 40 * (channel - 1) : 0);
}
