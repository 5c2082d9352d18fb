import { createHash } from "node:crypto";
import { divide, subtract } from "../../../src/domain/decimal.js";
import { readDocument } from "../../../src/formats/read-document.js";
import type { Simulator, SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { checkFlow, toSubject } from "./checks.js";
import { findEntries } from "./directory.js";
import { because, paying, type Saying, writeStatus } from "./lifecycle.js";
import type { FlowStore, StoredFlow, Subject } from "./store.js";

export type Platform = Required<Pick<Simulator, "advance" | "taken" | "arrive" | "deeds">>;

/** After one of these nothing is said any more. */
const last: ReadonlySet<string> = new Set(["210", "213", "220"]);

/** What a platform does with flows after it took them. */
export function createPlatform({ now, stepMs }: SimulatorContext, store: FlowStore): Platform {
  const later = (step: string) => ({ step, atMs: now().getTime() + stepMs });

  /** A status becomes a flow of its own. */
  const say = (stored: StoredFlow, saying: Saying): StoredFlow => {
    const { subject } = stored;
    if (!subject) throw new Error(`Flow ${stored.flow.flowId} is no invoice`);
    if (last.has(stored.code ?? "")) throw new Error(`Nothing follows status ${stored.code}`);
    const bytes = writeStatus(stored, subject, saying, now());
    store.add(
      {
        flowType: stored.flow.flowType === "CustomerInvoice" ? "CustomerInvoiceLC" : "SupplierInvoiceLC",
        processingRule: "NotApplicable",
        processingRuleSource: "Computed",
        flowDirection: "In",
        flowSyntax: "CDAR",
        acknowledgement: { status: "Ok" },
      },
      { fileName: `${subject.number}_CDV-${saying.code}.xml`, sha256: sha256Of(bytes) },
      bytes,
    );
    return { ...stored, code: saying.code };
  };

  const check = (stored: StoredFlow): void => {
    const { next: _, ...rest } = stored;
    const verdict = checkFlow(stored, store);
    if ("error" in verdict) {
      store.change(rest, { status: "Error", details: [verdict.error] });
    } else if ("about" in verdict) {
      store.change(rest, { status: "Ok" });
      store.change({ ...verdict.about, code: verdict.code });
    } else {
      store.change({ ...rest, subject: verdict.subject, next: later("deposit") }, { status: "Ok" });
    }
  };

  /** The sender's platform looks at what the invoice says, and the directory says where it goes. */
  const deposit = (stored: StoredFlow, subject: Subject): void => {
    const { next: _, ...rest } = stored;
    const lines = findEntries(subject.buyer.siren);
    const isRepeated = store
      .list()
      .some((other) => other.flow.flowId !== stored.flow.flowId && other.code !== "213" && isSame(other, subject));
    if (isRepeated) {
      store.change(say(rest, { code: "213", details: because("DOUBLON", "Facture en doublon (déjà émise / reçue)") }));
    } else if (lines.length === 0) {
      store.change(say(rest, { code: "213", details: because("DEST_INC", "Destinataire inconnu") }));
    } else if (lines.every(({ platformType }) => platformType === "DFH")) {
      const details = because("NON_TRANSMISE", "Le destinataire n'a pas choisi de plateforme");
      store.change(say(rest, { code: "200", details }));
    } else {
      store.change({ ...say(rest, { code: "200" }), next: later("202") });
    }
  };

  const advance = (stored: StoredFlow): void => {
    const { next, subject } = stored;
    if (next?.step === "check") return check(stored);
    if (!subject || !next) return;
    if (next.step === "deposit") return deposit(stored, subject);
    const { next: _, ...rest } = say(stored, { code: next.step });
    store.change(next.step === "202" ? { ...rest, next: later("203") } : rest);
  };

  const deed = (saying: (subject: Subject) => Saying) => (flowId: string) => {
    const stored = store.get(flowId);
    if (!stored?.subject) throw new Error(`There is no invoice ${flowId}`);
    const { next: _, ...rest } = stored;
    store.change(say(rest, saying(stored.subject)));
  };
  const plain = (code: string) => deed(() => ({ code }));
  const reasoned = (code: string, reasonCode: string, reason: string) =>
    deed(() => ({ code, details: because(reasonCode, reason) }));

  return {
    advance: () => store.due().forEach(advance),
    taken: () =>
      store
        .list()
        .map(({ flow }) => flow)
        .filter(({ flowDirection, flowSyntax }) => flowDirection === "Out" && flowSyntax !== "CDAR")
        .filter(({ acknowledgement }) => acknowledgement.status !== "Error")
        .map(({ flowId }) => flowId),
    arrive({ bytes, fileName, format }) {
      const read = readDocument({ bytes });
      const { flow } = store.add(
        {
          flowType: "SupplierInvoice",
          processingRule: "B2B",
          processingRuleSource: "Computed",
          flowDirection: "In",
          flowSyntax: format === "FACTURX" ? "Factur-X" : format,
          acknowledgement: { status: "Ok" },
        },
        { fileName, sha256: sha256Of(bytes), ...("invoice" in read && { subject: toSubject(read.invoice) }) },
        bytes,
      );
      return flow.flowId;
    },
    deeds: {
      takeInCharge: plain("204"),
      approve: plain("205"),
      approvePartly: reasoned("206", "QTE_ERR", "Quantité facturée erronée"),
      dispute: reasoned("207", "PU_ERR", "Prix unitaire erroné"),
      suspend: reasoned("208", "JUSTIF_ABS", "Justificatif absent"),
      complete: plain("209"),
      refuse: reasoned("210", "TX_TVA_ERR", "Taux de TVA erroné"),
      pay: deed(({ payable, currency }) => ({ code: "211", details: paying("MPA", payable, currency) })),
      payPart: deed(({ payable, currency }) => {
        const part = divide(payable, "2", 2);
        return { code: "211", details: paying("MPA", part, currency, subtract(payable, part)) };
      }),
      cash: deed(({ payable, currency }) => ({ code: "212", details: paying("MEN", payable, currency) })),
      reject: reasoned("213", "NON_CONFORME", "Mention légale manquante"),
      cancel: plain("220"),
      misroute: reasoned("221", "DEST_ERR", "Erreur de destinataire"),
    },
  };
}

const isSame = ({ flow, subject }: StoredFlow, other: Subject): boolean =>
  flow.flowDirection === "Out" &&
  flow.acknowledgement.status === "Ok" &&
  subject?.number === other.number &&
  subject.issueDate === other.issueDate &&
  subject.seller.siren === other.seller.siren;

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
