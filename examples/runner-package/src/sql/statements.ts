import {identifier, literal} from './quote.js';

/** What there is of a database and its role. */
export interface Found {
  /** Whether the role exists. */
  role: boolean;
  /** Who owns the database; null when there is none. */
  owner: string | null;
  /** The database's size on disk; null when there is none. */
  bytes: number | null;
}

/** Asks for all of it: one row, which is JSON. Changes nothing. */
export function look(database: string, role: string): string {
  const [name, owner] = [literal(database), literal(role)];
  return `SELECT json_build_object(
  'role', EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ${owner}),
  'owner', (SELECT pg_catalog.pg_get_userbyid(datdba) FROM pg_catalog.pg_database WHERE datname = ${name}),
  'bytes', (SELECT pg_catalog.pg_database_size(oid) FROM pg_catalog.pg_database WHERE datname = ${name})
);
`;
}

/** Makes the role, or gives the one that exists another password. */
export function roleWithPassword(role: string, verifier: string, exists: boolean): string {
  return `${exists ? 'ALTER' : 'CREATE'} ROLE ${identifier(role)} WITH LOGIN PASSWORD ${literal(verifier)};\n`;
}

export function createDatabase(database: string, owner: string): string {
  return `CREATE DATABASE ${identifier(database)} OWNER ${identifier(owner)};\n`;
}

/** Ends the connections that others have to it (Postgres 13). */
export function dropDatabase(database: string): string {
  return `DROP DATABASE IF EXISTS ${identifier(database)} WITH (FORCE);\n`;
}

export function dropRole(role: string): string {
  return `DROP ROLE IF EXISTS ${identifier(role)};\n`;
}
