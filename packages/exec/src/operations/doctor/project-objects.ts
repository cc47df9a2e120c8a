import type {ManifestObjectInfo, Project, Step} from '@kflow/core';
import {renderedObjects} from '../../steps/kustomize/rendered-objects.js';
import {readManifestFiles} from '../../steps/manifests/manifest-files.js';
import type {Kubectl} from '../../tools/kubectl.js';

/** The objects that one step applies. */
export interface StepManifest {
  step: Step;
  objects: ManifestObjectInfo[];
}

/** The objects of a project, as far as its files tell. */
export interface ProjectObjects {
  manifests: StepManifest[];
  /** Steps whose objects nobody knows before they run: charts, URLs, runners, scripts, kustomizations that cannot be rendered. */
  unknown: Step[];
}

/** Reads the manifests of every step and renders its kustomizations. Asks no cluster. */
export async function projectObjects(project: Project, kubectl: Kubectl): Promise<ProjectObjects> {
  const found: ProjectObjects = {manifests: [], unknown: []};
  const steps = project.resources.flatMap((resource) => resource.steps);
  await Promise.all(
    steps.map(async (step) => {
      const {spec} = step;
      if (spec.kind === 'manifests') {
        const {objects, urls} = await readManifestFiles(spec);
        found.manifests.push({step, objects});
        if (urls.length > 0) found.unknown.push(step);
      } else if (spec.kind === 'kustomize') {
        // `kflow apply` says what is wrong with it; here it only hides what it makes.
        const rendered = await renderedObjects({kubectl, step}, spec.path).catch(() => undefined);
        if (rendered) found.manifests.push({step, objects: [...rendered.objects]});
        else found.unknown.push(step);
      } else if (spec.kind === 'helm' || spec.kind === 'runner' || spec.kind === 'script' || spec.kind === 'plugin') {
        found.unknown.push(step);
      }
    }),
  );
  // In declared order, whatever was read first.
  const order = new Map(steps.map(({id}, index) => [id, index]));
  found.manifests.sort((a, b) => order.get(a.step.id)! - order.get(b.step.id)!);
  found.unknown.sort((a, b) => order.get(a.id)! - order.get(b.id)!);
  return found;
}
