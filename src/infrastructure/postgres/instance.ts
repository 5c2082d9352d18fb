/** An instance that has not been seen for this long is taken for dead. */
export const instanceTimeoutSeconds = 8;

/** This running process, as the others see it. */
export interface Instance {
  readonly id: string;
  /** What it works on at this moment: what it marked and is not among them was interrupted. */
  readonly heldHere: Set<string>;
}
