/** What exactly is wrong, for whoever tells it in words of their own: its name, and what belongs into the words. */
export type Reason<Name extends string = string> = { readonly reason: Name } & Readonly<
  Record<string, string | number>
>;
