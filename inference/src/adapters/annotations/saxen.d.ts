/** The part of it that is used here; it comes without types. */
declare module 'saxen' {
  export class Parser {
    /** @param attributes are as they are written: decode them */
    on(
      event: 'openTag',
      call: (
        name: string,
        attributes: () => Readonly<Record<string, string>>,
        decode: (text: string) => string,
      ) => void,
    ): this;
    on(event: 'closeTag', call: (name: string) => void): this;
    on(event: 'text', call: (text: string, decode: (text: string) => string) => void): this;
    /** `<!DOCTYPE …>` and the like. */
    on(event: 'attention', call: () => void): this;
    on(event: 'cdata', call: (text: string) => void): this;
    /** @returns what is wrong with the text */
    parse(xml: string): Error | null | undefined;
  }
}
