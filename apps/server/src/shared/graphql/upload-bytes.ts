import { refuse } from './result.ts';

const BASE64 = /^[A-Za-z0-9+/\s]*(?:={1,2}\s*)?$/;

/** The bytes of a file in an input, whose `content` is base64; refuses what is not. */
export function uploadBytes({ fileName, content }: { readonly fileName: string; readonly content: string }): Buffer {
  if (!BASE64.test(content)) refuse('INVALID', 'content', `${fileName}: the content is not base64`);
  return Buffer.from(content, 'base64');
}
