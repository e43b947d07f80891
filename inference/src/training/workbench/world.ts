import { randomItem } from '../random.ts';
import type { Random } from '../random.ts';

/**
 * The small world that the `workbench` encoder knows: what is done, to what, in which colour, and the words for it.
 * Actions are in a fixed order: it numbers the classes of the auxiliary heads.
 */
export interface Action {
  readonly id: string;
  /** The action that looks the same played backwards. */
  readonly mirror?: string;
  /** Synonyms; the forms of one synonym share an index: `-ing`, third person, imperative. */
  readonly ing: readonly string[];
  readonly third: readonly string[];
  readonly base: readonly string[];
}

const action = (id: string, words: readonly (readonly [string, string, string])[], mirror?: string): Action => ({
  id,
  ...(mirror === undefined ? {} : { mirror }),
  ing: words.map(([ing]) => ing),
  third: words.map(([, third]) => third),
  base: words.map(([, , base]) => base),
});

export const ACTIONS: readonly Action[] = [
  action(
    'pick up',
    [
      ['picking up', 'picks up', 'pick up'],
      ['lifting', 'lifts', 'lift'],
      ['taking', 'takes', 'take'],
      ['picking', 'picks', 'pick'],
    ],
    'put down',
  ),
  action(
    'put down',
    [
      ['putting down', 'puts down', 'put down'],
      ['placing', 'places', 'place'],
      ['setting down', 'sets down', 'set down'],
      ['laying down', 'lays down', 'lay down'],
    ],
    'pick up',
  ),
  action(
    'open',
    [
      ['opening', 'opens', 'open'],
      ['uncovering', 'uncovers', 'uncover'],
    ],
    'close',
  ),
  action(
    'close',
    [
      ['closing', 'closes', 'close'],
      ['covering', 'covers', 'cover'],
      ['shutting', 'shuts', 'shut'],
    ],
    'open',
  ),
  action(
    'tighten',
    [
      ['tightening', 'tightens', 'tighten'],
      ['fastening', 'fastens', 'fasten'],
      ['screwing in', 'screws in', 'screw in'],
    ],
    'loosen',
  ),
  action(
    'loosen',
    [
      ['loosening', 'loosens', 'loosen'],
      ['unfastening', 'unfastens', 'unfasten'],
      ['unscrewing', 'unscrews', 'unscrew'],
    ],
    'tighten',
  ),
  action('hammer', [
    ['hammering', 'hammers', 'hammer'],
    ['hitting', 'hits', 'hit'],
    ['striking', 'strikes', 'strike'],
  ]),
  action('scan', [
    ['scanning', 'scans', 'scan'],
    ['reading the barcode of', 'reads the barcode of', 'read the barcode of'],
  ]),
  action('wipe', [
    ['wiping', 'wipes', 'wipe'],
    ['cleaning', 'cleans', 'clean'],
    ['polishing', 'polishes', 'polish'],
  ]),
  action('pour', [
    ['pouring liquid on', 'pours liquid on', 'pour liquid on'],
    ['pouring onto', 'pours onto', 'pour onto'],
    ['filling', 'fills', 'fill'],
  ]),
  action('tape', [
    ['taping', 'tapes', 'tape'],
    ['sealing', 'seals', 'seal'],
    ['wrapping', 'wraps', 'wrap'],
  ]),
  action('inspect', [
    ['inspecting', 'inspects', 'inspect'],
    ['checking', 'checks', 'check'],
    ['examining', 'examines', 'examine'],
  ]),
  action('solder', [
    ['soldering', 'solders', 'solder'],
    ['welding', 'welds', 'weld'],
  ]),
  action('idle', [
    ['waiting beside', 'waits beside', 'wait beside'],
    ['idling next to', 'idles next to', 'idle next to'],
    ['resting beside', 'rests beside', 'rest beside'],
  ]),
];

export const OBJECTS = [
  'box',
  'jar',
  'bottle',
  'bolt',
  'panel',
  'case',
  'pipe',
  'gear',
  'tablet',
  'can',
  'spring',
  'motor',
] as const;
export type ObjectName = (typeof OBJECTS)[number];

export type Rgb = readonly [red: number, green: number, blue: number];

export const COLOURS: readonly { readonly name: string; readonly rgb: Rgb }[] = [
  { name: 'red', rgb: [205, 45, 40] },
  { name: 'blue', rgb: [45, 90, 205] },
  { name: 'green', rgb: [45, 155, 75] },
  { name: 'yellow', rgb: [230, 195, 45] },
  { name: 'white', rgb: [228, 228, 222] },
  { name: 'gray', rgb: [112, 115, 120] },
];

/** Actions that mirror each other share a group; the others are alone in theirs. */
export const ACTION_GROUPS: readonly number[] = ACTIONS.map(({ id, mirror }) =>
  Math.min(...[id, mirror ?? id].map((name) => ACTIONS.findIndex((candidate) => candidate.id === name))),
);

/** What is seen in one scene, as indices into the lists above. */
export interface Scenario {
  readonly actionIndex: number;
  readonly objectIndex: number;
  readonly colourIndex: number;
}

/** Action–object pairs that training never sees: about one in five, every action and every object among them. */
export function isHeldOut(actionIndex: number, objectIndex: number): boolean {
  return (ACTION_GROUPS[actionIndex] * 2 + objectIndex) % 5 === 0;
}

/** A caption and what it claims; `null` claims nothing. */
export interface Caption {
  readonly text: string;
  readonly actionIndex: number | null;
  readonly objectIndex: number | null;
  readonly colourIndex: number | null;
}

interface Words {
  readonly ing: string;
  readonly third: string;
  readonly base: string;
  /** Colour and object, or the object alone. */
  readonly thing: string;
}
type Phrasing = (words: Words) => string;

/** Phrasings of action and object that training draws from. */
export const PHRASINGS: readonly Phrasing[] = [
  ({ ing, thing }) => `a worker ${ing} the ${thing}`,
  ({ third, thing }) => `a person ${third} a ${thing}`,
  ({ ing, thing }) => `hands ${ing} a ${thing} at a workstation`,
  ({ ing, thing }) => `a photo of someone ${ing} a ${thing}`,
  ({ third, thing }) => `an operator ${third} the ${thing} on the bench`,
  ({ ing, thing }) => `${ing} ${thing}`,
  ({ base, thing }) => `${base} ${thing}`,
  ({ base, thing }) => `step ${base} the ${thing}`,
  ({ ing, thing }) => `a video of a person ${ing} a ${thing}`,
  ({ ing, thing }) => `the worker is ${ing} the ${thing}`,
];

/** Phrasings that only the evaluation uses; their words occur in other phrasings. */
export const HELD_OUT_PHRASINGS: readonly Phrasing[] = [
  ({ ing, thing }) => `a photo of an operator ${ing} the ${thing} at the bench`,
  ({ third, thing }) => `someone ${third} the ${thing} at a workstation`,
];

const ACTION_PHRASINGS: readonly Phrasing[] = [
  ({ ing }) => `a worker ${ing} something`,
  ({ ing }) => ing,
  ({ base }) => base,
  ({ ing }) => `a video of a person ${ing} a part`,
  ({ third }) => `an operator ${third} a part`,
  ({ ing }) => `a photo of someone ${ing}`,
  ({ ing }) => `hands ${ing} something at a workstation`,
];
const OBJECT_PHRASINGS: readonly Phrasing[] = [
  ({ thing }) => `a photo of a ${thing}`,
  ({ thing }) => `a ${thing} on the bench`,
  ({ thing }) => thing,
  ({ thing }) => `a worker with a ${thing}`,
];

const words = (scenario: Scenario, synonymIndex: number, hasColour: boolean): Words => {
  const { ing, third, base } = ACTIONS[scenario.actionIndex];
  const object = OBJECTS[scenario.objectIndex];
  const thing = hasColour ? `${COLOURS[scenario.colourIndex].name} ${object}` : object;
  return { ing: ing[synonymIndex], third: third[synonymIndex], base: base[synonymIndex], thing };
};

/** The sentence for a scenario in a given phrasing and synonym, without colour. */
export function phrase(phrasing: Phrasing, scenario: Scenario, synonymIndex = 0): string {
  return phrasing(words(scenario, synonymIndex, false));
}

const COLOUR_SHARE = 0.2;
const ACTION_ONLY_SHARE = 0.2;
const OBJECT_ONLY_SHARE = 0.1;

/** A random true caption: of action and object mostly, of one of them sometimes, with the colour now and then. */
export function captionOf(random: Random, scenario: Scenario): Caption {
  const { actionIndex, objectIndex, colourIndex } = scenario;
  const synonymIndex = Math.floor(random() * ACTIONS[actionIndex].ing.length);
  const hasColour = random() < COLOUR_SHARE;
  const filled = words(scenario, synonymIndex, hasColour);
  const kind = random();
  if (kind < ACTION_ONLY_SHARE) {
    return { text: randomItem(random, ACTION_PHRASINGS)(filled), actionIndex, objectIndex: null, colourIndex: null };
  }
  const colour = hasColour ? colourIndex : null;
  if (kind < ACTION_ONLY_SHARE + OBJECT_ONLY_SHARE) {
    const text = randomItem(random, OBJECT_PHRASINGS)(filled);
    return { text, actionIndex: null, objectIndex, colourIndex: colour };
  }
  return { text: randomItem(random, PHRASINGS)(filled), actionIndex, objectIndex, colourIndex: colour };
}

/** Every word that a caption can contain, sorted. */
export function captionWords(): string[] {
  const sentences: string[] = COLOURS.map(({ name }) => name);
  const phrasings = [...PHRASINGS, ...HELD_OUT_PHRASINGS, ...ACTION_PHRASINGS, ...OBJECT_PHRASINGS];
  for (const [actionIndex, { ing }] of ACTIONS.entries()) {
    for (const objectIndex of OBJECTS.keys()) {
      for (const synonymIndex of ing.keys()) {
        const filled = words({ actionIndex, objectIndex, colourIndex: 0 }, synonymIndex, false);
        sentences.push(...phrasings.map((phrasing) => phrasing(filled)));
      }
    }
  }
  return [...new Set(sentences.flatMap((sentence) => sentence.split(' ')))].toSorted();
}
