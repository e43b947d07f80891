/** What a file may have at most; real vocabularies are far below. */
export const BYTE_LIMIT = 20_000_000;
/** Concepts, and rows of a table. */
export const ROW_LIMIT = 20_000;
/** Characters of one text. */
export const TEXT_LIMIT = 100_000;
/** Bytes of an XLSX once it is unpacked. */
export const UNPACKED_LIMIT = 200 * 1024 * 1024;
