/** Where one key of a Secret or ConfigMap comes from. */
export interface DataSource {
  key: string;
  /** For messages: `literals`, `fromFiles /path`. */
  from: string;
  /** It runs a command of the user's, which a dry run does not. */
  runs?: true;
  read(): Promise<Buffer>;
}
