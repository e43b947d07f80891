/** Address of a concept in the editor. @param number of the version */
export function editorAddress(vocabularyId: string, number: number, externalId?: string): string {
  const query = new URLSearchParams({ version: String(number), ...(externalId ? { concept: externalId } : {}) });
  return `/vocabularies/${encodeURIComponent(vocabularyId)}?${query.toString()}`;
}
