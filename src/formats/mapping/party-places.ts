import type { Invoice, PartyRole, RelatedParty } from "../../domain/invoice.js";
import { readAddition } from "./additions.js";
import { uncarried } from "./groups.js";
import { writeAll } from "./mapping.js";
import type { Mapping, Mappings } from "./mapping.js";
import { stepsOf } from "./names.js";

/** The steps to a party: from where `relatedParties` stands to where `partyOf` stands, and from there. */
export interface PartyPlace {
  readonly role: PartyRole;
  readonly above: string;
  readonly path: string;
}

/** How a party that the roles share is read and written. */
interface PartyContent {
  readonly read: Mappings<RelatedParty>;
  readonly write: Mappings<RelatedParty>;
}

const unplaced: Mappings<RelatedParty> = [
  uncarried("roleText", "its place says the role"),
  uncarried("sharePercentage", "a party has no share"),
];

/** Parties beside those of EN 16931, one for each role that the syntax has an element for. */
export const partyPlaces = <Place extends PartyPlace>(places: readonly Place[], content: PartyContent) => {
  const hasPlace = new Set<PartyRole>(places.map(({ role }) => role));

  /** Writes the party of that role where it stands itself. */
  const partyOf = (role: Place["role"]): Mapping<unknown> => {
    const steps = stepsOf(places.find((place) => place.role === role)?.path ?? "");
    return {
      read: () => {},
      write(_, to) {
        const { parties } = to.document.invoice;
        const index = parties.findIndex((party) => party.role === role);
        const party = parties[index];
        if (!party) return;
        to.at(["parties", String(index)]).nested(steps, (place) =>
          writeAll([...content.write, ...unplaced], party, place),
        );
      },
    };
  };

  /** Reads the parties of all roles, in the order of the places; written it says which ones have none. */
  const relatedParties: Mapping<Invoice> = {
    read(from, draft) {
      draft["parties"] = places.flatMap(({ role, above, path }) => {
        const place = from.descend([...stepsOf(above), ...stepsOf(path)]);
        const party = place.element && readAddition(content.read, place);
        return party ? [{ role, ...party }] : [];
      });
    },
    write({ parties }, to) {
      parties.forEach(({ role }, index) => {
        const place = to.field("parties").field(String(index));
        const isFirst = parties.findIndex((party) => party.role === role) === index;
        if (!hasPlace.has(role)) place.reportCapacity(`it has no element for a party of the role ${role}`);
        else if (!isFirst) place.reportCapacity(`it has room for one party of the role ${role}`);
      });
    },
  };

  return { partyOf, relatedParties };
};
