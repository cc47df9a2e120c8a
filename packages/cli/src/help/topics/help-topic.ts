/** A text of `kflow help <name>` that is about no single command. Plain data, so that other documentation can be made from it. */
export interface HelpTopic {
  /** One word, or two: `steps helm`. */
  name: string;
  /** In one line. */
  summary: string;
  /**
   * Paragraphs with empty lines between them. Lines that begin with two spaces are kept as they are; the rest is wrapped to the width of
   * the terminal.
   */
  body: string;
}
