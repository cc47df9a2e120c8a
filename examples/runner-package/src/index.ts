export {PostgresDatabase} from './postgres-database.js';
export type {PostgresDatabaseConfig} from './config.js';
