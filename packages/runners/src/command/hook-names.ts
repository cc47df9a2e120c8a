/** Every hook of a runner, in the order of the documentation. */
export const hookNames = [
  'preApply',
  'apply',
  'postApply',
  'preDestroy',
  'destroy',
  'postDestroy',
  'restart',
  'reload',
  'status',
  'health',
] as const;

/** A hook of a runner. */
export type HookName = (typeof hookNames)[number];
