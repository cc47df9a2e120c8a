import {didYouMean} from '../../source/closest.js';
import {implicitPhase} from '../normalize/implicit-phase.js';
import type {ProjectSubject, Rule} from './rule.js';

/** A resource's phase is one that the root config declares. */
export const unknownPhase: Rule<ProjectSubject> = {
  name: 'unknown-phase',
  check({config, resources}, report) {
    const declared = config.file.phases ?? [];
    // Some phase could not be read: it may be the one.
    if (config.at.at('phases').node && (!config.file.phases || declared.includes(undefined))) return;
    const names = declared.flatMap((phase) => (typeof phase === 'string' ? phase : (phase?.name ?? [])));
    for (const {file, at} of resources) {
      if (file.phase === undefined || file.phase === implicitPhase || names.includes(file.phase)) continue;
      const known =
        names.length === 0
          ? 'the config declares no phases'
          : `declared are ${names.map((name) => `\`${name}\``).join(', ')}`;
      report('KF303', at.at('phase').location, `there is no phase \`${file.phase}\``, {
        hint: didYouMean(file.phase, names) ?? known,
      });
    }
  },
};
