/** What a check came to. `warning`: kflow works, though not all of it; `failed`: what the config asks for cannot work. */
export type CheckOutcome = 'ok' | 'warning' | 'failed' | 'skipped';

/** One thing that has to be right before kflow can work. */
export interface SetupCheck {
  /** What was looked at: `kubectl`, `context`, `access to namespace web`. Stable, unique in a report. */
  name: string;
  outcome: CheckOutcome;
  /** What was found, in one line. */
  detail: string;
  /** How to put it right; may have several lines. Only of warnings and failures. */
  fix?: string;
}

/** What `examineSetup` found. */
export interface SetupReport {
  /** Nothing failed. Warnings do not count. */
  ok: boolean;
  /** In a fixed order: tools, project, state, cluster, permissions. */
  checks: SetupCheck[];
}

/** A check that came out well. */
export function good(name: string, detail: string): SetupCheck {
  return {name, outcome: 'ok', detail};
}

/** A check that there was no reason, or no way, to make. */
export function skipped(name: string, detail: string): SetupCheck {
  return {name, outcome: 'skipped', detail};
}
