export {buildControlPlane, type ControlPlane} from './build/control-plane.js';
export {buildHelm3} from './build/helm3.js';
