/** Long enough that moving quickly through the lines does not rewrite the address at every step. */
export const URL_DELAY_MS = 300;
