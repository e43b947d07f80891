import type { EquipmentLevel } from '../../../../generated/graphql.ts';

/** Equipment levels of ISA-95, from the top. */
export const LEVELS = [
  'Enterprise',
  'Site',
  'Area',
  'ProcessCell',
  'Unit',
  'ProductionLine',
  'WorkCell',
  'ProductionUnit',
  'StorageZone',
  'StorageUnit',
  'WorkCenter',
  'WorkUnit',
  'EquipmentModule',
  'ControlModule',
  'Other',
] as const satisfies readonly EquipmentLevel[];

const BELOW: Partial<Readonly<Record<EquipmentLevel, EquipmentLevel>>> = {
  Enterprise: 'Site',
  Site: 'Area',
  Area: 'ProductionLine',
  ProductionLine: 'WorkCell',
  ProcessCell: 'Unit',
  WorkCenter: 'WorkUnit',
  StorageZone: 'StorageUnit',
};

/** The level that usually comes below one; null: below nothing. */
export function levelBelow(level: EquipmentLevel | null): EquipmentLevel {
  return level === null ? 'Site' : (BELOW[level] ?? 'Other');
}
