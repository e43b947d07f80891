/** The line that nothing should cross; its word is in the colour of texts, for contrast. */
export const TAKT_COLOR = '#d6336c';
