import { isValueClass, VALUE_CLASSES } from './value-class.ts';

interface Classified {
  readonly valueClass: string | null;
}

/** What adds value first, waste after it, then classes of the vocabulary's own; what has none last. */
export function byWorth<T extends Classified>(shares: readonly T[]): T[] {
  const rankOf = ({ valueClass }: Classified) => {
    if (valueClass === null) return VALUE_CLASSES.length + 1;
    return isValueClass(valueClass) ? VALUE_CLASSES.indexOf(valueClass) : VALUE_CLASSES.length;
  };
  return shares.toSorted((one, other) => rankOf(one) - rankOf(other));
}
