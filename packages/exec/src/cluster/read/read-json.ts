import type {ApiRequest, ApiTransport} from '../transport/api-transport.js';
import {ReadError} from './read-error.js';

/**
 * A GET whose answer is JSON.
 *
 * @throws ReadError `Unreadable` when it is none: a proxy's page, or an answer that was cut off; what the transport rejects with
 */
export async function readJson(transport: ApiTransport, request: ApiRequest): Promise<any> {
  const text = await transport.get(request);
  try {
    return JSON.parse(text);
  } catch {
    const message = text.trim() === '' ? 'an empty answer' : `an answer that is no JSON: ${text.trim().slice(0, 100)}`;
    throw new ReadError({status: 0, reason: 'Unreadable', message}, transport.context, request.path);
  }
}
