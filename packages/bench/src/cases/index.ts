import type {Case} from './case.js';
import {helmCases} from './helm.js';
import {manifestCases} from './manifests.js';
import {planCases} from './plan.js';
import {startUpCase} from './start-up.js';

/** Every case, in the order of the page. */
export const cases: readonly Case[] = [...manifestCases(), ...helmCases, ...planCases, startUpCase];
