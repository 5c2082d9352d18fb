import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";

/** Nothing is sent, so only participants can be asked for. */
const material: ConformanceMaterial = {
  statusWords: [],
  sandbox: ({ PEPPOL_TEST_AUTHORITIES: authorities }) =>
    authorities === undefined
      ? undefined
      : { credentials: { authorities, zone: "participant.sml.test.tech.peppol.org" } },
};

export default material;
