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
    for (const {phase, phaseAt} of resources) {
      if (phase === undefined || phase === implicitPhase || names.includes(phase)) continue;
      const known =
        names.length === 0
          ? 'the config declares no phases'
          : `declared are ${names.map((name) => `\`${name}\``).join(', ')}`;
      report('KF303', phaseAt.location, `there is no phase \`${phase}\``, {
        hint: didYouMean(phase, names) ?? known,
      });
    }
  },
};
