/** Why a file is no vocabulary, by what the server says of it after its name. */
const PROBLEMS = {
  empty: /: is empty;/,
  tooLarge: /: larger than \d+ MB;|: unpacks to more than /,
  tooManyRows: /: more than \d+ (?:rows|concepts);/,
  noLabelColumn: /: no label column;/,
  tooManyCells: /: (?<place>\w+ \d+): \d+ cells but \d+ columns;/,
  tooLong: /: (?<place>\w+ \d+): a text of more than \d+ characters;/,
  notText: /: not a text file;/,
  notCsv: /: not a well-formed CSV /,
  notXlsx: /: not an XLSX file;|: has no sheet that can be read;| declares a document type;/,
  notTurtle: /: not well-formed Turtle /,
  notJson: /: not JSON |: not well-formed JSON-LD |: neither a JSON array |: neither a label nor an object/,
  remoteContext: /: its context is at /,
  noConcept: /: has no skos:Concept;/,
} as const;

export interface FileProblem {
  readonly kind: keyof typeof PROBLEMS;
  /** Where in the file: `line 3`, `row 3`; empty where it is about the whole. */
  readonly place: string;
}

/** What is wrong with a file; null where the message is about something else. */
export function fileProblem(message: string): FileProblem | null {
  for (const kind of Object.keys(PROBLEMS) as FileProblem['kind'][]) {
    const found = PROBLEMS[kind].exec(message);
    if (found) return { kind, place: found.groups?.place ?? '' };
  }
  return null;
}
