/** Arguments of one call. */
const SLICE = 32_768;

/** Bytes as base64, also where there are millions of them. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += SLICE)
    binary += String.fromCharCode(...bytes.subarray(start, start + SLICE));
  return btoa(binary);
}
