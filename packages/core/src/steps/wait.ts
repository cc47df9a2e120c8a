/** `kubectl wait` for one object. Exactly one of `condition`, `jsonpath`, `delete`. */
export interface WaitSpec {
  kind: 'wait';
  /** `kind/name`, as kubectl takes it. */
  for: string;
  /** E.g. `Available` or `Ready=true`. */
  condition?: string;
  /** E.g. `{.status.phase}=Running`. */
  jsonpath?: string;
  /** Wait until the object is gone. */
  delete?: boolean;
  /** Seconds. */
  timeout: number;
}
