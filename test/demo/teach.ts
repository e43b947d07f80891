import { percent } from './journal.ts';
import type { Plant } from './plant.ts';
import type { Recipe } from './recipe.ts';
import type { Reviewed } from './review.ts';

/** What concepts without examples may lose: the product's own gate, in shares of 1. */
export const MOST_LOST = 0.01;

interface Estimate {
  readonly value: number;
  readonly low: number | null;
}

interface Adapter {
  readonly id: string;
  readonly spanCount: number;
  readonly trainedInMs: number;
  readonly refusals: readonly string[];
  readonly report: {
    readonly methods: readonly { readonly method: string; readonly all: number }[];
    readonly gain: Estimate;
    readonly novelGain: Estimate | null;
  };
}

interface Training {
  readonly state: string;
  readonly progress: number | null;
  readonly error: { readonly message: string } | null;
  readonly adapter: Adapter | null;
}

const FIELDS = `state progress error { message } adapter { id spanCount trainedInMs refusals
  report { methods { method all } gain { value low } novelGain { value low } } }`;

/** Trains an adapter from what was reviewed, which the product measures on what it has not learned from. @returns its id */
export async function teach({ journal, people }: Plant, { id: recipeId }: Recipe, reviewed: Reviewed): Promise<string> {
  const { trained } = await people.engineer.ask<{ trained: { job: { id: string } } }>(
    `mutation ($input: TrainAdapterInput!) { trained: trainAdapter(input: $input) {
       job { id } userErrors { code message } } }`,
    { input: { recipeId } },
  );
  const { adapter, error } = await people.engineer.ended<Training>('Job', trained.job.id, FIELDS, ({ progress }) =>
    journal.progress('training', progress ?? 0),
  );
  if (!adapter) throw new Error(`there is no adapter: ${error?.message}`);
  const { report, refusals } = adapter;
  const of = (name: string) => percent(report.methods.find(({ method }) => method === name)?.all ?? 0);
  journal.equal('spans that it has learned from', reviewed.spanCount, adapter.spanCount);
  journal.say(
    `trained in ${(adapter.trainedInMs / 1000).toFixed(1)} s; right of left-out spans: ${of('frozen')} → ${of('adapter')}`,
  );
  journal.equal('reasons for which no recipe may use it', 'none', refusals.join(', ') || 'none');
  journal.moreThan(
    'its gain on left-out videos is beyond chance: low end of the 95 % interval',
    0,
    report.gain.low ?? 0,
    percent,
  );
  journal.atLeast('left-out concepts keep', -MOST_LOST, report.novelGain?.value ?? -1, percent);
  return adapter.id;
}
