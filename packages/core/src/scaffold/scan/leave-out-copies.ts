import {baseName} from '../../source/files/path.js';
import type {LeftOut, ScaffoldObject, ScaffoldUnit} from '../unit.js';

/**
 * Leaves out a unit that declares an object which one before it declares in another way (overlays of one base, old copies): applied
 * one after the other they would undo each other, every time anew. The same object in the same words does no harm.
 */
export function leaveOutCopies(units: readonly ScaffoldUnit[]): {units: ScaffoldUnit[]; leftOut: LeftOut[]} {
  const declared = new Map<string, {unit: ScaffoldUnit; body: string}>();
  const kept: ScaffoldUnit[] = [];
  const leftOut: LeftOut[] = [];
  for (const unit of units) {
    const own = unit.objects.map((object) => ({object, key: keyOf(object), body: JSON.stringify(object.body)}));
    const clash = own.find(({object, key, body}) => {
      const first = declared.get(key);
      if (!first) return false;
      // What a kustomization makes of an object is not known to the letter; of a Namespace it is close enough.
      const literal = object.kind === 'Namespace' || (first.unit.type === 'manifest' && unit.type === 'manifest');
      return !literal || first.body !== body;
    });
    if (clash) {
      const {kind, name} = clash.object;
      const first = declared.get(clash.key)!.unit;
      leftOut.push({
        path: unit.path,
        why: `declares ${kind} ${name}, which ${baseName(first.path)} declares in another way`,
      });
      continue;
    }
    kept.push(unit);
    for (const {key, body} of own) if (!declared.has(key)) declared.set(key, {unit, body});
  }
  return {units: kept, leftOut};
}

function keyOf({group, kind, namespace, name}: ScaffoldObject): string {
  return [group, kind, namespace ?? '', name].join('\n');
}
