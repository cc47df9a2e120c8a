import {readManifest} from '@kflow/core';
import type {ManifestObjectInfo} from '@kflow/core';
import {cutManifest} from './cut-manifest.js';
import {mayHavePods} from './pod-kinds.js';

/**
 * The objects of a manifest that may have pods: those of `readManifest`, for a fraction of its work.
 *
 * What is wrong with a manifest in a part that says nothing of them goes unnoticed: its objects are the same, and judging it is for the next apply. Of
 * one with other mistakes there are as many objects as can be made out.
 */
export function declaredObjects(text: string): ManifestObjectInfo[] {
  const cut = cutManifest(text, mayHavePods);
  if (cut === '') return [];
  const read = readManifest(cut ?? text);
  // What does not read well was cut in the wrong place, or is not well.
  const whole = read.isWhole || cut === undefined ? read : readManifest(text);
  return whole.objects.filter(({kind}) => mayHavePods(kind));
}
