import {configureGlobal} from 'fast-check';

// CI answers one question, whether this commit broke something, so it tries the same cases each time; everywhere else property tests
// look at new ones, and a failure prints the seed that finds it again.
if (process.env.CI) configureGlobal({seed: 20_261_122});
