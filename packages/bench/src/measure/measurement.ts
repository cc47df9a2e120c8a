/** What one run of a command took. */
export interface Measurement {
  /** Milliseconds from start to end. */
  wallMs: number;
  /** Milliseconds of processor time, user and kernel, of the command and all that it started. */
  cpuMs: number;
  /** Peak resident memory of the command itself, without what it started, in KiB. Outside Linux: of the largest of them. */
  peakKiB: number;
  /** Milliseconds of processor time of the control plane meanwhile; absent without one, and where it cannot be told. */
  clusterCpuMs?: number;
}

/** What one run of a command did, seen from outside; taken apart from the times, since looking slows it down. */
export interface Counts {
  /** Processes of kubectl and helm that it started. */
  processes: number;
  /** Bytes that came from the API server, as on the wire: encrypted, and compressed where the API server compresses. */
  bytesRead: number;
}
