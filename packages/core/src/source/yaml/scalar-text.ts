/** Text. A number or a boolean counts as what was written: `1.10` is the text `1.10`. */
export type ScalarText = string | number | boolean;
