import { afterAll, expect, test } from '@jest/globals';
import { endProducts } from '../factories/product.ts';
import { runCampaign } from './campaign.ts';

const KILL_COUNT = 8;

afterAll(endProducts);

test('kills of worker, server and PostgreSQL lose, double and halve nothing, and everything soon works again', async () => {
  const report = await runCampaign({ seed: 7, killCount: KILL_COUNT });
  expect(report).toMatchObject({ kills: KILL_COUNT, violations: [] });
  expect(report.resultsCompared).toBeGreaterThan(0);
  expect(report.operations.acknowledged).toBeGreaterThan(0);
});
