/** How a simulated API server misbehaves towards who reads; probabilities of one request, or of one line of a watch. */
export interface ReadFaults {
  /** 500, 503 or 429. */
  status: number;
  /** No connection, or one that is lost before the answer. */
  unreachable: number;
  /** JSON that is cut off. */
  truncated: number;
  /** A line of a watch that is garbage. */
  garbage: number;
  /** A line of a watch that comes twice. */
  duplicate: number;
  /** A line of a watch that comes after the next one. */
  reorder: number;
  /** A watch that breaks after a line. */
  cut: number;
  /** A watch that is refused, because it begins too long ago (410). */
  expired: number;
}

/** An API server without a fault. */
export const noReadFaults: ReadFaults = {
  status: 0,
  unreachable: 0,
  truncated: 0,
  garbage: 0,
  duplicate: 0,
  reorder: 0,
  cut: 0,
  expired: 0,
};
