import type { Participant } from "../../application/tenant-gateway.js";
import type { ParticipantId } from "../../domain/participant.js";

const separator = "::";

/** Exactly the first address: a canonical form would lose the case that some registers insist on. */
export const participantIdOf = ({ identifiers: [first] }: Pick<Participant, "identifiers">): string =>
  first ? `${first.scheme}${separator}${first.value}` : "";

export function participantOf(id: string): ParticipantId {
  const [scheme = "", ...value] = id.split(separator);
  return { scheme, value: value.join(separator) };
}
