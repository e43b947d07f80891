/** Words of the trade, by what they belong to; the glossary says what each means. */
export const TERMS = {
  work: [
    'takt',
    'cycle',
    'element',
    'cv',
    'yamazumi',
    'lineBalance',
    'dm',
    'standardTime',
    'rating',
    'outer',
    'inner',
    'valueClass',
    'therblig',
    'outlier',
  ],
  recognition: ['vocabulary', 'concept', 'prompt', 'encoder', 'recipe', 'recognition', 'segment', 'unknown', 'review'],
  learning: ['adapter', 'residual', 'novel', 'hm', 'calibration', 'ece', 'interval'],
  access: ['account', 'role', 'permission', 'apiToken', 'webhook'],
} as const;

export type TermGroup = keyof typeof TERMS;
export type TermName = (typeof TERMS)[TermGroup][number];

export const TERM_GROUPS = Object.keys(TERMS) as readonly TermGroup[];
