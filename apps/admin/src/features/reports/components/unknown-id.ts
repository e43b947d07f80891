/** What the address calls unknown time. */
export const UNKNOWN_ID = 'unknown';
