/** The states of one sending of one invoice. */
export type SubmissionState =
  "QUEUED" | "IN_FLIGHT" | "ACCEPTED" | "REJECTED" | "OUTCOME_UNKNOWN" | "FAILED" | "CANCELLED";

/** What really happened on the wire. Only NOT_ACCEPTED may be sent again without asking the provider first. */
export type AttemptOutcome = "ACCEPTED" | "REJECTED" | "NOT_ACCEPTED" | "UNKNOWN";

/**
 * From every state of a submission, where it may go. OUTCOME_UNKNOWN is a state, not an error: it is left only by
 * evidence, or towards QUEUED once the provider has said that it has nothing. Nothing is sent but what is QUEUED.
 */
export const submissionTransitions: Readonly<Record<SubmissionState, readonly SubmissionState[]>> = {
  QUEUED: ["IN_FLIGHT", "CANCELLED"],
  IN_FLIGHT: ["QUEUED", "ACCEPTED", "REJECTED", "OUTCOME_UNKNOWN"],
  OUTCOME_UNKNOWN: ["QUEUED", "ACCEPTED", "REJECTED"],
  ACCEPTED: ["REJECTED", "CANCELLED", "FAILED"],
  REJECTED: [],
  // Only when somebody asks for it to be sent once more.
  FAILED: ["QUEUED"],
  CANCELLED: [],
};

/**
 * The new state, for a submission that is in `from`.
 * @throws when the table does not allow it: a fault of ours
 */
export function moveTo(from: SubmissionState, to: SubmissionState): SubmissionState {
  if (!submissionTransitions[from].includes(to)) throw new Error(`A submission cannot go from ${from} to ${to}`);
  return to;
}

/** Nothing more will be asked of or sent to the provider for this submission. */
export const isSettled = (state: SubmissionState): boolean =>
  state === "REJECTED" || state === "FAILED" || state === "CANCELLED";
