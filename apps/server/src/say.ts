/** Tells whoever has started the product. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
