/** Environment variables by name. Two runs in one process may have different ones. */
export interface Environment {
  readonly [name: string]: string | undefined;
}

/** This process's own variables, as they are now: what is used where the caller gives none. The only place that looks at them. */
export function processEnvironment(): Environment {
  return process.env;
}
