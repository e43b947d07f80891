import { describe, expect, test } from '@jest/globals';
import { parentWarning } from './equipment-level.ts';

describe('parentWarning', () => {
  test.each([
    ['Site', 'Enterprise'],
    ['Area', 'Site'],
    ['ProductionLine', 'Area'],
    ['WorkCell', 'ProductionLine'],
    ['Unit', 'ProcessCell'],
    ['Unit', 'ProductionUnit'],
    ['StorageUnit', 'StorageZone'],
    ['WorkUnit', 'ProductionLine'],
    ['EquipmentModule', 'Unit'],
    ['EquipmentModule', 'EquipmentModule'],
    ['ControlModule', 'EquipmentModule'],
    ['ControlModule', 'ControlModule'],
    ['Other', 'ControlModule'],
    ['Enterprise', 'Other'],
    ['WorkCell', null],
  ] as const)('says nothing of a %s below %s', (level, parent) => {
    expect(parentWarning(level, parent)).toBeNull();
  });

  test.each([
    ['Enterprise', 'Site', []],
    ['Site', 'Site', ['Enterprise']],
    ['Area', 'Enterprise', ['Site']],
    ['ProductionLine', 'Site', ['Area']],
    ['WorkCell', 'ProcessCell', ['ProductionLine', 'WorkCenter']],
    ['Unit', 'ProductionLine', ['ProcessCell', 'ProductionUnit', 'WorkCenter']],
    ['StorageUnit', 'Unit', ['StorageZone', 'WorkCenter']],
    ['EquipmentModule', 'ControlModule', ['WorkUnit', 'Unit', 'WorkCell', 'StorageUnit', 'EquipmentModule']],
  ] as const)('warns of a %s below a %s', (level, parent, allowedLevels) => {
    expect(parentWarning(level, parent)).toEqual({ allowedLevels });
  });
});
