// What reads the reports of `status` and `health`, for commands that load it while they connect.
import {readHealth, readStatus} from '@kflow/exec';

export {readHealth, readStatus};
