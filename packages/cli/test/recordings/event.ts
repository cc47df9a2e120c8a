import type {EventBody, KflowEvent} from '@kflow/exec';

/** When recordings begin. */
export const start = Date.parse('2026-01-02T03:04:05.000Z');

/** An event `seconds` into a recording. */
export function at(seconds: number, body: EventBody): KflowEvent {
  return {at: new Date(start + seconds * 1000).toISOString(), ...body} as KflowEvent;
}
