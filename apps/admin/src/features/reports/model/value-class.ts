/** Values of the facet `valueClass`, in the order of their worth. */
export const VALUE_CLASSES = ['net', 'incidental', 'allowance', 'waste'] as const;
export type ValueClass = (typeof VALUE_CLASSES)[number];

export function isValueClass(value: string | null): value is ValueClass {
  return VALUE_CLASSES.some((known) => known === value);
}
