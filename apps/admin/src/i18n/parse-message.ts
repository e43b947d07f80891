export interface ParsedMessage {
  /** Names of what is put in, at any depth, in alphabetical order. */
  readonly parameters: readonly string[];
  /** All of its words; `{name}` stands for what is put in. */
  readonly text: string;
  /** As `text`, without what is chosen by a number or a word. */
  readonly fixed: string;
}

const CHOICES = new Set(['plural', 'select', 'selectordinal']);

/** What an ICU message says, for who checks messages. */
export function parseMessage(message: string): ParsedMessage {
  const source = message.replaceAll(/'[{}][^']*'/g, '');
  const parameters = new Set<string>();
  let [at, text, fixed] = [0, '', ''];
  const say = (words: string, isChosen: boolean) => {
    text += words;
    if (!isChosen) fixed += words;
  };
  const readWords = (isChosen: boolean) => {
    while (at < source.length && source[at] !== '}') {
      if (source[at] === '{') readParameter(isChosen);
      else say(source[at++] ?? '', isChosen);
    }
  };
  const readParameter = (isChosen: boolean) => {
    const [head = '{', name = '', kind = ''] = /^\{\s*(\w+)\s*(?:,\s*(\w+))?/.exec(source.slice(at)) ?? [];
    parameters.add(name);
    at += head.length;
    const isChoice = CHOICES.has(kind);
    while (at < source.length && source[at] !== '}') {
      if (isChoice && source[at] === '{') {
        at++;
        readWords(true);
      }
      at++;
    }
    at++;
    if (!isChoice) say(`{${name}}`, isChosen);
  };
  readWords(false);
  return { parameters: [...parameters].toSorted(), text, fixed };
}
