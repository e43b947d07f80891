/** Values of the facet `valueClass`: 正味, 付帯, 余裕・待ち, ムダ. */
export const VALUE_CLASSES = ['net', 'incidental', 'allowance', 'waste'] as const;
export type ValueClass = (typeof VALUE_CLASSES)[number];

/** Values of the facet `therbligs`: Gilbreth's symbols. */
export const THERBLIGS = [
  'TE',
  'G',
  'TL',
  'P',
  'A',
  'U',
  'DA',
  'RL',
  'I',
  'Sh',
  'F',
  'St',
  'Pn',
  'PP',
  'H',
  'R',
  'UD',
  'AD',
] as const;

/** Facets with fields of their own; all others are free. */
export const KNOWN_FACETS = ['valueClass', 'therbligs'] as const;
