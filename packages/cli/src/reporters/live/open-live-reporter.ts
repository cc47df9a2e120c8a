import {LiveRegion} from '../../terminal/live-region.js';
import type {TerminalStreams} from '../../terminal/live-region.js';
import type {Terminal} from '../../terminal/terminal.js';
import type {Reporter} from '../reporter.js';
import type {TranscriptOptions} from '../transcript.js';
import {LiveReporter} from './live-reporter.js';

/** A live reporter on a terminal that can move. Behind this file stands all that only a terminal needs: import it when there is one. */
export function openLiveReporter(terminal: Terminal, streams: TerminalStreams, options: TranscriptOptions): Reporter {
  return new LiveReporter(terminal, options, () => new LiveRegion(streams));
}
