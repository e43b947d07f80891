import { setImmediate } from 'node:timers/promises';
import { checkVocabulary, PROMPT_LANGUAGES } from '@actionary/inference/domain';
import type { VocabularyCheck } from '@actionary/inference/domain';
import type { CheckPromptsInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { done, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { checkedVersion, contentsOf, promptChecker, readingOf, tellChecks } from './checked-version.ts';
import type { CheckedVersion, ToldCheck } from './checked-version.ts';

const MAX_REMEMBERED = 16;
/** Concepts that are checked before other work gets its turn. */
const STEP = 50;

/** By version and revision, in order of use. */
const remembered = new Map<string, readonly VocabularyCheck[]>();

/** All that is wrong with the words of a version. */
export function checksOfVersion(checked: CheckedVersion): ToldCheck[] {
  const { version, concepts } = checked;
  const key = `${version.id} ${version.revision}`;
  const checks = remembered.get(key) ?? checkVocabulary(contentsOf(concepts), { promptLanguages: PROMPT_LANGUAGES });
  remembered.delete(key);
  remembered.set(key, checks);
  if (remembered.size > MAX_REMEMBERED) remembered.delete(remembered.keys().next().value!);
  return tellChecks(checked, checks);
}

/** What is wrong with the prompts of a version's active concepts. */
export function checkPromptsOfVersion(context: Context, input: CheckPromptsInput): Promise<Result<ToldCheck[]>> {
  return settle(async () => {
    const { encoders, signal } = context;
    const checked = await checkedVersion(context, input.vocabularyVersionId);
    const { encoder, texts } = await readingOf(context, input);
    const active = checked.concepts.filter(({ status }) => status === 'active');
    const checks = await encoders.use(encoder.entry.id, async (pair) => {
      const check = promptChecker(pair, texts);
      const found: VocabularyCheck[] = [];
      for (const [index, concept] of active.entries()) {
        if (index % STEP === 0) await setImmediate();
        signal.throwIfAborted();
        found.push(...check(concept));
      }
      return found;
    });
    return done(tellChecks(checked, checks));
  });
}
