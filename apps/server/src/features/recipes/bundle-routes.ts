import { getRecipes } from '@actionary/database';
import { admit, viewerOf } from '../../shared/access/admit.ts';
import { sourceOf } from '../../shared/audit/audit-source.ts';
import type { Recipe } from '@actionary/database';
import { ModelError, PromptError, zipBundle } from '@actionary/inference';
import { PromptTemplateError } from '@actionary/inference/domain';
import express from 'express';
import type { Response, Router } from 'express';
import type { Services } from '../../context.ts';
import { keyOf, toGlobalId } from '../../shared/graphql/global-id.ts';
import { fileNameOf } from '../../shared/http/file-name.ts';
import { bundleOf } from './recipe-bundle.ts';

const FILE = /^\/([\w-]+)\.zip$/;

/** Path of a recipe's bundle on the server. */
export function bundleUrl(recipeId: string): string {
  return `/recipes/${toGlobalId('Recipe', recipeId)}.zip`;
}

/** All that recognition with a recipe needs, as one archive: `/<id of the recipe>.zip`. */
export function bundleRoutes(services: Services): Router {
  const router = express.Router();
  router.get(FILE, admit(services.access, 'read', 'exporting'), async ({ path }, response) => {
    const key = keyOf('Recipe', FILE.exec(path)?.[1] ?? '');
    const [recipe] = key === null ? [] : await getRecipes(services.db, [key]);
    if (recipe) {
      const act = { action: 'recipe.export', subjectIds: [toGlobalId('Recipe', recipe.id)] };
      await services.audit.noteReading(sourceOf(response.req, response, viewerOf(response)), act);
      await send(services, recipe, response);
    } else response.status(404).type('text').send('there is no such recipe\n');
  });
  return router;
}

async function send(services: Services, recipe: Recipe, response: Response): Promise<void> {
  try {
    const archive = zipBundle(await bundleOf(services, recipe));
    response.attachment(`${fileNameOf(recipe.name)}.zip`).type('application/zip');
    response.set('cache-control', 'no-cache').set('x-content-type-options', 'nosniff').send(Buffer.from(archive));
  } catch (error) {
    if (!isExpected(error)) throw error;
    response.status(422).type('text').send(`${error.message}\n`);
  }
}

/** What a person can do something about. */
function isExpected(error: unknown): error is Error {
  return [ModelError, PromptError, PromptTemplateError].some((type) => error instanceof type);
}
