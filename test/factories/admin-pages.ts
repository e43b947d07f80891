/** Pages of the admin without an id. */
const PAGES = [
  '/',
  '/vocabularies',
  '/vocabularies/presets',
  '/vocabularies/import',
  '/prompts',
  '/prompts/new',
  '/prompts/lab',
  '/libraries',
  '/recognitions',
  '/recognitions/new',
  '/reviews',
  '/reviews?show=splits',
  '/reports',
  '/reports?view=cycles',
  '/reports?view=yamazumi',
  '/reports?view=pareto',
  '/reports?view=values',
  '/reports?view=comparison',
  '/reports?view=standard',
  '/reports?view=combination',
  '/reports?view=timeline',
  '/adapters',
  '/evaluations',
  '/moments',
  '/encoders',
  '/jobs',
  '/glossary',
  '/glossary?q=nothing',
  '/reference',
  '/reference?kind=queries',
  '/reference?kind=types&q=wheelbarrow',
  '/reference/queries/videos',
  '/reference/types/Segment',
  '/access',
  '/access?show=tokens',
  '/access?show=webhooks',
  '/access?show=audit',
  '/join',
];

const NOUNS = [
  'vocabularies',
  'promptSets',
  'videos',
  'recognitions',
  'adapters',
  'calibrations',
  'evaluations',
] as const;

type Answer = Readonly<Record<(typeof NOUNS)[number], { readonly nodes: readonly { readonly id: string }[] }>>;

/**
 * Addresses of every page of a running product's admin: those without an id, and for each noun those of the first one there
 * is. Everything that looks at every page looks at these.
 */
export async function adminPages(url: string): Promise<string[]> {
  const query = `{ ${NOUNS.map((noun) => `${noun}(first: 1) { nodes { id } }`).join(' ')} }`;
  const answer = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await answer.json()) as { readonly data: Answer };
  return [...PAGES, ...NOUNS.flatMap((noun) => pagesOfOne(noun, data[noun].nodes[0]?.id))];
}

function pagesOfOne(noun: (typeof NOUNS)[number], id: string | undefined): string[] {
  if (!id) return [];
  const own = `/${noun === 'promptSets' ? 'prompts' : noun}/${id}`;
  if (noun === 'vocabularies') return [own, `${own}/checks`, `${own}/publish`, `${own}/compare`];
  if (noun === 'recognitions') return [own, `${own}/compare`];
  if (noun === 'videos') return [own, `/compare?left=${id}@0-5000&right=${id}@5000-10000`];
  return noun === 'adapters' ? [own, `${own}/report`] : [own];
}
