/** The last phase, of the resources that name none. */
export const implicitPhase = 'default';
