/** Columns of `/events.csv`, in their order. */
export const EVENT_COLUMNS = [
  'startedAt',
  'endedAt',
  'durationMs',
  'concept',
  'label',
  'probability',
  'isReviewed',
  'station',
  'stationName',
  'workOrder',
  'serialNumber',
  'video',
  'videoPath',
  'videoId',
  'startMs',
  'endMs',
] as const;

/** Where `/work-performance.xml` has what the API has. */
export const B2MML_PLACES = {
  scope: 'WorkPerformance/HierarchyScope',
  video: 'WorkResponse/ID, StartTime, EndTime',
  result: 'JobResponse/ID',
  workOrder: 'JobResponse/JobOrderID',
  recipe: 'JobResponse/WorkMasterID',
  event: 'JobResponseData/ID, Description',
  times: 'JobResponseData/Value (start, offset, duration, probability)',
  station: 'EquipmentActual/EquipmentID',
  serialNumber: 'MaterialActual/MaterialLotID',
} as const;
