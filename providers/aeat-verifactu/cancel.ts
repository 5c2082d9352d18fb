import type { Call } from "../../src/provider-kit/call.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { Reference, StatusReport } from "../../src/provider-kit/provider.js";
import { chainAnnulment } from "./chain.js";
import { findRow, toReport } from "./consultation.js";
import type { Credentials } from "./credentials.js";
import { alreadyAnnulled, toRejection } from "./errors.js";
import { exchange } from "./exchange.js";
import { toSubmission } from "./submission.js";

const annulled = "Anulada";

/**
 * Sends the annulment, a record of the chain like any other. VERI*FACTU has no place for a reason. Asked for again, the
 * same record is sent again: that it is annulled already is what was asked for.
 */
export async function annul(reference: Reference, call: Call<Credentials>): Promise<StatusReport> {
  const { key = "", issuer = "", number = "", date = "" } = reference;
  const record = await chainAnnulment(`${reference.id}:annulled`, { issuer, number, date }, key, call);
  try {
    await exchange(
      {
        ...toSubmission([record], call.credentials),
        failure({ RespuestaLinea: [line] }) {
          // Not mentioned, it may have been annulled: its consequence stays open.
          if (!line) return { kind: "INVALID_RESPONSE", message: "the answer does not name the annulment" };
          if (line.EstadoRegistro !== "Incorrecto") return undefined;
          const { code, message } = toRejection(line);
          return { kind: "BUSINESS_REJECTION", consequence: "refused", nativeCode: code, message };
        },
      },
      call,
    );
    return { reference, status: annulled };
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.problem.nativeCode !== alreadyAnnulled) throw error;
    const row = await findRow(reference, call);
    if (row?.EstadoRegistro.EstadoRegistro !== annulled) throw error;
    return toReport(reference, row);
  }
}
