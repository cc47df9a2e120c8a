export {fakeContext} from './testing/fake-context.js';
export type {FakeContext, FakeContextOptions} from './testing/fake-context.js';
export type {FakeAnswer, FakeCall} from './testing/fake-tools.js';
