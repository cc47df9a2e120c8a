import type {ProjectSubject, Rule} from './rule.js';

/** There is at least one resource. */
export const noResources: Rule<ProjectSubject> = {
  name: 'no-resources',
  check({config, resources, complete}, report) {
    if (resources.length > 0 || !complete) return;
    const place = config.at.at('resources');
    // Of the wrong type: that is reported.
    const wrong = place.node?.type === 'map' || place.text !== undefined;
    if (wrong) return;
    report('KF218', place.keyLocation, 'the config lists no resources', {
      hint: 'list files or directories of ResourceDefinitions under `resources`',
    });
  },
};
