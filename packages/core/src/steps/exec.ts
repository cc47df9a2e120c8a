/** A command inside a pod: `kubectl exec`. One of `pod` and `selector`. */
export interface ExecSpec {
  kind: 'exec';
  /** An argument vector; a string in YAML became `sh -c <string>`. */
  command: string[];
  pod?: string;
  selector?: string;
  container?: string;
  /** Skipped on destroy when absent. */
  onDestroy?: string[];
  /** `command` again on reload when absent. */
  onReload?: string[];
}
