import {dirname} from 'node:path';
import type {Diagnostic, Scaffold} from '@kflow/core';
import type {JsonDiagnostic} from '../json-output/refusal-document.js';
import {jsonDiagnostic} from '../problems/report-failure.js';

/** What `kflow init --json` prints. Paths are absolute. */
export interface InitReport {
  dir: string;
  /** The root config. */
  config: string;
  /** False under `--dry-run`. */
  written: boolean;
  /** `text` under `--dry-run` only. */
  files: {path: string; text?: string}[];
  phases: string[];
  resources: {name: string; phase: string; namespace?: string; dependsOn: string[]; contains: string[]}[];
  /** What was found and became no part of the project, and why. */
  leftOut: {path: string; why: string; line?: number; column?: number}[];
  /** Warnings of the loader. */
  diagnostics: JsonDiagnostic[];
}

/** The report on a scaffold. */
export function initReport(scaffold: Scaffold, diagnostics: readonly Diagnostic[], written: boolean): InitReport {
  const config = scaffold.files[0]!.path;
  return {
    dir: dirname(config),
    config,
    written,
    files: scaffold.files.map(({path, text}) => (written ? {path} : {path, text})),
    phases: scaffold.phases.map(({name}) => name),
    resources: scaffold.resources.map(({name, phase, namespace, dependsOn, content}) => ({
      name,
      phase,
      ...(namespace === undefined ? {} : {namespace}),
      dependsOn: dependsOn.map(({resource}) => resource),
      contains: content.type === 'manifests' ? content.files : [content.path],
    })),
    leftOut: scaffold.leftOut.map(({path, why, at}) => ({
      path,
      why,
      ...(at === undefined ? {} : {line: at.line, column: at.column}),
    })),
    diagnostics: diagnostics.map(jsonDiagnostic),
  };
}
