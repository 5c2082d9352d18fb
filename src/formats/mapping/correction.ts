import type { Correction, Invoice } from "../../domain/invoice.js";
import { group, uncarried, uncarriedList } from "./groups.js";
import type { Draft, Mapping, Mappings } from "./mapping.js";

/** What a syntax cannot say that knows no more of a correction than its reason. */
const beyondReason: Mappings<Correction> = [
  uncarried("effect", "a correction has no period of effect"),
  uncarriedList("linesBefore", "a correction has no lines of before"),
  {
    read: () => {},
    write: ({ reason, method }, to) => {
      if (method !== "DIFFERENCE") to.field("method").reportCapacity("a correction states a difference");
      else if (reason === undefined) to.field("method").reportCapacity("a correction is known by its reason alone");
    },
  },
];

/** A correction of which a syntax says the reason: that it states a difference goes without saying. */
export const correctionBy = (reason: Mapping<Correction>): Mapping<Invoice> => ({
  read(from, draft) {
    const found: Draft = {};
    reason.read(from, found);
    if (found["reason"] !== undefined) draft["correction"] = { ...found, method: "DIFFERENCE", linesBefore: [] };
  },
  write: group("correction", "", [reason, ...beyondReason]).write,
});
