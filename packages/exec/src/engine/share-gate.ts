/** Milliseconds after which those that have begun are no reason to wait any more: a kubectl with a few objects is done in less, and one with many takes longer. */
const patience = 400;

/** What the tasks of one slot are to the gate. */
type Slot = object;

/**
 * Holds back tasks that could share a slot while as many slots of their sort as there are processors have only just begun. What gets ready meanwhile
 * begins together when the first of these ends: on two processors, eight processes that start at once are all done later than two that do the work of
 * four each. Nothing is held back for longer than a fraction of a second, whatever those that run wait for.
 */
export class ShareGate {
  private readonly begun = new Map<string, Set<Slot>>();

  /**
   * @param limit how many slots of a sort may have just begun
   * @param pause resolves after so many milliseconds
   * @param opened called when time alone has opened it for some
   */
  constructor(
    private readonly limit: number,
    private readonly pause: (milliseconds: number) => Promise<void>,
    private readonly opened: () => void,
  ) {}

  /** Whether tasks of a sort may begin in one more slot. */
  isOpen(share: string): boolean {
    return (this.begun.get(share)?.size ?? 0) < this.limit;
  }

  /** Takes note of a slot in which tasks of a sort begin. */
  began(share: string, slot: Slot): void {
    const begun = this.begun.get(share) ?? new Set();
    this.begun.set(share, begun.add(slot));
    const open = (): void => {
      if (begun.delete(slot)) this.opened();
    };
    // A pause that is cut short is one of a run that is over.
    this.pause(patience).then(open, () => {});
  }

  /** Takes note that all in a slot have ended. */
  ended(share: string, slot: Slot): void {
    this.begun.get(share)?.delete(slot);
  }
}
