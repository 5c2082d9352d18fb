import { must, show, type Check, type Lack, type Subject } from "../check.js";
import { followToRest, makeAttempt, submitted } from "../attempt.js";
import { ProviderFailure } from "../../provider-kit/failure.js";
import { type Stage, Unsupported } from "../stage.js";

export const sends = ({ provider, material }: Subject): Lack | undefined => {
  if (!provider.submit) return { unsupported: "SUBMIT" };
  return material.sending ? undefined : { unproven: "conformance.ts has no `sending`" };
};

const sample = (stage: Stage) => {
  const { sending } = stage.material;
  must(sending !== undefined, "There is nothing to send with");
  return sending;
};

/** Changes nothing on the way; whoever tries to is found out. */
function freeze<Thing>(thing: Thing): Thing {
  if (typeof thing === "object" && thing !== null && !Object.isFrozen(thing) && !ArrayBuffer.isView(thing)) {
    Object.freeze(thing);
    for (const part of Object.values(thing)) freeze(part);
  }
  return thing;
}

/** How often the simulator was given something to send, as far as it tells. */
export const countTaken = ({ simulator, sandbox }: Stage): number | undefined =>
  sandbox ? undefined : simulator.simulator.taken?.().length;

export const sendingChecks: readonly Check[] = [
  {
    id: "prepare.pure",
    title: "writes the same bytes for the same invoice, and leaves the invoice alone",
    lacks: sends,
    run(stage) {
      const invoice = freeze(sample(stage).invoice(stage.newNumber()));
      const [first, second] = [stage.provider.prepare?.({ invoice }), stage.provider.prepare?.({ invoice })];
      must(first !== undefined && "document" in first, `It cannot express its own sample: ${show(first)}`);
      must(second !== undefined && "document" in second, "The second time it could not");
      must(first.document.bytes.byteLength > 0, "The document is empty");
      must(
        Buffer.compare(first.document.bytes, second.document.bytes) === 0,
        "The second time it wrote something else",
      );
      return Promise.resolve();
    },
  },
  {
    id: "prepare.inexpressible",
    title: "names the term that its format cannot express, instead of dropping it",
    lacks: (subject) =>
      sends(subject) ??
      (subject.material.sending?.inexpressible ? undefined : { unproven: "conformance.ts has no `inexpressible`" }),
    run(stage) {
      const found = sample(stage).inexpressible?.(stage.newNumber());
      must(found !== undefined, "There is no such invoice");
      const prepared = stage.provider.prepare?.({ invoice: freeze(found.invoice) });
      must(prepared !== undefined && "violations" in prepared, `A document was written without ${found.term}`);
      const told = prepared.violations.map(({ rule, message, path }) => `${rule} ${message} ${path?.join(".") ?? ""}`);
      must(
        told.some((text) => text.includes(found.term)),
        `None of ${show(told)} names ${found.term}`,
      );
      return Promise.resolve();
    },
  },
  {
    id: "prepare.raw",
    title: "sends a document of the client's own byte for byte",
    lacks: (subject) =>
      sends(subject) ??
      (subject.material.sending?.raw === "never" ? { unsupported: "RAW_DOCUMENT" } : undefined) ??
      (subject.material.sending?.raw ? undefined : { unproven: "conformance.ts has no `raw`" }),
    async run(stage) {
      const number = stage.newNumber();
      const { raw: write } = sample(stage);
      must(typeof write === "function", "There is no such document");
      const raw = write(number);
      const invoice = sample(stage).invoice(number);
      const attempt = makeAttempt(stage, { invoice, raw });
      must(Buffer.compare(attempt.order.document.bytes, raw.bytes) === 0, "The document was changed");
      await submitted(attempt);
    },
  },
  {
    id: "submit.accepted",
    title: "answers with a reference that can be kept, and a word that it knows",
    lacks: sends,
    async run(stage) {
      const { reference, status } = await submitted(makeAttempt(stage));
      must(reference.id !== "", "The reference is empty");
      must(
        Object.values(reference).every((part) => typeof part === "string"),
        `A part of ${show(reference)} is no text`,
      );
      must(Object.hasOwn(stage.provider.statuses, status), `Its first word ${show(status)} has no meaning`);
      const taken = countTaken(stage);
      must(taken === undefined || taken === 1, `The provider has it ${taken} times`);
    },
  },
  {
    id: "submit.ends",
    title: "brings a good invoice to its end",
    lacks: sends,
    async run(stage) {
      const receipt = await submitted(makeAttempt(stage));
      const { endsAs } = sample(stage);
      const { reports } = await followToRest(stage, receipt, ({ value }) => value === endsAs);
      for (const { status } of reports) {
        must(Object.hasOwn(stage.provider.statuses, status), `The word ${show(status)} has no meaning`);
      }
    },
  },
  {
    id: "submit.refused",
    title: "says why an invoice was refused",
    lacks: (subject) =>
      sends(subject) ??
      (subject.material.sending?.refused ? undefined : { unproven: "conformance.ts has no `refused`" }),
    async run(stage) {
      const refused = sample(stage).refused?.(stage.newNumber());
      must(refused !== undefined, "There is no such invoice");
      const receipt = await makeAttempt(stage, refused)
        .submit()
        .catch((error: unknown) => {
          must(error instanceof ProviderFailure, `It threw ${show(error)}`);
          must(error.consequence === "refused", `It is ${error.consequence}: ${error.message}`);
          return undefined;
        });
      if (!receipt) return;
      if (receipt.outcome === "rejected") {
        must(receipt.rejection.message !== "", "The reason is empty");
        return;
      }
      const { state } = await followToRest(stage, receipt, ({ value }) => value === "REJECTED" || value === "FAILED");
      must(Boolean(state.reason?.message ?? state.native?.label), "Nobody says why");
    },
  },
  {
    id: "submit.once",
    title: "sends once under one key, and twice under two",
    lacks: sends,
    async run(stage) {
      const attempt = makeAttempt(stage);
      const first = await submitted(attempt);
      const again = await attempt.submitAgain();
      must(again.outcome === "accepted", `Again under the same key was rejected: ${show(again)}`);
      must(
        again.reference.id === first.reference.id,
        `The same key led to ${show([first.reference, again.reference])}`,
      );
      const other = await submitted(makeAttempt(stage));
      must(other.reference.id !== first.reference.id, "Two invoices share a reference");
      const taken = countTaken(stage);
      must(taken === undefined || taken === 2, `The provider has two invoices ${taken} times`);
    },
  },
  {
    id: "batch.receipts",
    title: "answers a batch with one receipt each, in order",
    lacks: (subject) => sends(subject) ?? (subject.provider.submitBatch ? undefined : { unsupported: "SUBMIT_BATCH" }),
    async run(stage) {
      const attempts = [makeAttempt(stage), makeAttempt(stage), makeAttempt(stage)];
      const receipts = await stage.provider.submitBatch?.(
        attempts.map(({ order }) => order),
        stage.call,
      );
      must(receipts?.length === 3, `Three orders, ${receipts?.length} receipts`);
      for (const [index, receipt] of receipts.entries()) {
        must(receipt.outcome === "accepted", `Order ${index} was rejected: ${show(receipt)}`);
        const again = await attempts[index]?.submitAgain();
        const isSame = again?.outcome === "accepted" && again.reference.id === receipt.reference.id;
        must(isSame, `Receipt ${index} is not that of order ${index}`);
      }
    },
  },
  {
    id: "evidence.shown",
    title: "shows the authority's evidence in the end",
    lacks: sends,
    async run(stage) {
      const { fetchEvidence } = stage.provider;
      const receipt = await submitted(makeAttempt(stage));
      const { endsAs } = sample(stage);
      const { reports, state } = await followToRest(stage, receipt, ({ value }) => value === endsAs);
      const reference = { ...receipt.reference, ...reports.at(-1)?.reference };
      const brought = [receipt, ...reports].flatMap((each) => each.evidence ?? []);
      const fetched = (await fetchEvidence?.call(stage.provider, reference, stage.call, state.clearance)) ?? [];
      const evidence = [...brought, ...fetched];
      if (!fetchEvidence && evidence.length === 0) throw new Unsupported("EVIDENCE");
      must(evidence.length > 0, "There is none");
      must(
        evidence.every(({ bytes }) => bytes.byteLength > 0),
        "A piece of it is empty",
      );
    },
  },
  {
    id: "cancel.word",
    title: "says in a word it knows what became of a cancellation",
    lacks: (subject) => sends(subject) ?? (subject.provider.cancel ? undefined : { unsupported: "CANCEL" }),
    async run(stage) {
      const receipt = await submitted(makeAttempt(stage));
      const { endsAs } = sample(stage);
      const { reports } = await followToRest(stage, receipt, ({ value }) => value === endsAs);
      const reference = { ...receipt.reference, ...reports.at(-1)?.reference };
      const report = await stage.provider.cancel?.(reference, "Entered twice", stage.call);
      must(report !== undefined && Object.hasOwn(stage.provider.statuses, report.status), `It says ${show(report)}`);
    },
  },
];
