/** The line that nothing should cross; readable on both surfaces. */
export const TAKT_COLOR = '#d6336c';
