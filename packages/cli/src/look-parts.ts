// What looks at a cluster needs once kubectl has been started: to load it takes as long as kubectl does to start.
import {DeclaredManifests, openSession} from '@kflow/exec';
import {clusterOf} from './cluster-of.js';
import {runnersFor} from './runners.js';

export {DeclaredManifests, clusterOf, openSession, runnersFor};
