/** What `kflow logs --json` prints for each line of a log, one a line. */
export interface LogDocument {
  namespace: string;
  pod: string;
  container: string;
  /** The line as the container wrote it. */
  text: string;
}
