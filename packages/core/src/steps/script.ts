/** A bash script on the machine that runs kflow. */
export interface ScriptSpec {
  kind: 'script';
  run: string;
  /** Skipped on destroy when absent. */
  onDestroy?: string;
  /** `run` again on reload when absent. */
  onReload?: string;
  /** Absolute path; the resource file's directory by default. */
  workdir: string;
}
