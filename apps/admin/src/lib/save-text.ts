import { saveBlob } from './save-blob.ts';

/** Lets the browser save a text as a file. */
export function saveText(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type }));
}
