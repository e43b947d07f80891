import { expect, test } from '@jest/globals';
import { useServer } from '../../../../../test/factories/server.ts';

const server = useServer();
const LEVELS = 'there are Enterprise, Site, Area';

test.each([
  ['mutation { createEquipmentNode(input: { level: Cell, name: "x" }) { userErrors { code } } }', {}],
  [
    'mutation ($level: EquipmentLevel!) { createEquipmentNode(input: { level: $level, name: "x" }) { userErrors { code } } }',
    { level: 'Cell' },
  ],
])('%s is told which values there are', async (query, variables) => {
  const { errors } = await server.send(query, variables);
  expect(errors).toMatchObject([{ message: expect.stringContaining(LEVELS) }]);
});
