import {isAbsolute} from 'node:path';
import type {CommandRequest} from '../../../ports/command-runner.js';
import {ownTypes} from '../kubectl-apply.js';

/** A `kubectl apply` of files, taken to pieces. */
export interface ApplyCall {
  /** Absolute paths, in order. */
  files: string[];
  namespace?: string;
  /** All other arguments behind `apply`. */
  flags: string[];
}

/**
 * What is to be applied, and how. Undefined for a call that cannot be begun before its files are known: only one of files of kinds
 * that every kubectl has built in is the same whenever it began (of others, the API server may know more by then).
 */
export function applyCall({args, stdin, stdinTexts}: CommandRequest): ApplyCall | undefined {
  if (args[0] !== 'apply' || !args.includes(ownTypes) || stdin !== undefined || stdinTexts) return undefined;
  const call: ApplyCall = {files: [], flags: []};
  for (let at = 1; at < args.length; at += 1) {
    if (args[at] === '-f') call.files.push(fromCsvField(args[(at += 1)] ?? ''));
    else if (args[at] === '--namespace') call.namespace = args[(at += 1)];
    else call.flags.push(args[at]!);
  }
  return call.files.length > 0 && call.files.every((file) => isAbsolute(file)) ? call : undefined;
}

/** What `csvField` made a field of. */
function fromCsvField(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}
