export {fakeContext} from './testing/fake-context.js';
export type {FakeContext, FakeContextOptions} from './testing/fake-context.js';
export type {FakeAnswer, FakeCall} from './testing/fake-tools.js';
export {fakeStepContext} from './step-kind/fake-step-context.js';
export type {FakeStepContext, FakeStepOptions} from './step-kind/fake-step-context.js';
