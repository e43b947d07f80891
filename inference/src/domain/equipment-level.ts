/** Equipment levels of ISA-95 (IEC 62264-1), as B2MML enumerates them, and what lies below what. */
export type EquipmentLevelName =
  | 'Enterprise'
  | 'Site'
  | 'Area'
  | 'ProcessCell'
  | 'Unit'
  | 'ProductionLine'
  | 'WorkCell'
  | 'ProductionUnit'
  | 'StorageZone'
  | 'StorageUnit'
  | 'WorkCenter'
  | 'WorkUnit'
  | 'EquipmentModule'
  | 'ControlModule'
  | 'Other';

const WORK_UNITS = ['WorkUnit', 'Unit', 'WorkCell', 'StorageUnit'] as const;

/**
 * What the standard has directly above a level. Work centers are process cells, production units, production lines and
 * storage zones; work units are theirs: units, work cells, storage units. `Other` may be anywhere, and anything below it.
 */
const PARENTS: Readonly<Record<Exclude<EquipmentLevelName, 'Other'>, readonly EquipmentLevelName[]>> = {
  Enterprise: [],
  Site: ['Enterprise'],
  Area: ['Site'],
  WorkCenter: ['Area'],
  ProcessCell: ['Area'],
  ProductionUnit: ['Area'],
  ProductionLine: ['Area'],
  StorageZone: ['Area'],
  WorkUnit: ['WorkCenter', 'ProcessCell', 'ProductionUnit', 'ProductionLine', 'StorageZone'],
  Unit: ['ProcessCell', 'ProductionUnit', 'WorkCenter'],
  WorkCell: ['ProductionLine', 'WorkCenter'],
  StorageUnit: ['StorageZone', 'WorkCenter'],
  EquipmentModule: [...WORK_UNITS, 'EquipmentModule'],
  ControlModule: [...WORK_UNITS, 'EquipmentModule', 'ControlModule'],
};

/** Where the standard would not have a node. */
export interface ParentWarning {
  /** Levels that it may lie below; empty for what is a root. */
  readonly allowedLevels: readonly EquipmentLevelName[];
}

/**
 * Whether a level lies below one that ISA-95 does not have above it. Plants differ: it is worth a warning, not a refusal.
 *
 * @param parentLevel `null`: a root, which every level may be, since a tree may show a part of the plant
 */
export function parentWarning(level: EquipmentLevelName, parentLevel: EquipmentLevelName | null): ParentWarning | null {
  if (level === 'Other' || parentLevel === null || parentLevel === 'Other') return null;
  const allowedLevels = PARENTS[level];
  return allowedLevels.includes(parentLevel) ? null : { allowedLevels };
}
