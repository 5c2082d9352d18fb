import { z } from "zod";
import type { Configuration } from "../../../src/config.js";
import { responseTraits } from "../../../src/domain/business-response.js";
import { ProviderFailure } from "../../../src/provider-kit/failure.js";
import type { Provider, Reference } from "../../../src/provider-kit/provider.js";
import type { SimulatorDeclaration } from "../../../src/provider-kit/simulator.js";

const Answered = z.object({ state: z.literal("ANSWERED") });

/** What the seller has been told, as the provider keeps it. */
export interface ToldResponse {
  readonly id: string;
  readonly documentId: string;
  readonly code: string;
  readonly reasons: readonly { readonly code: string; readonly text?: string }[];
  readonly note: string | null;
  readonly amount: string | null;
  readonly effectiveAt: string | null;
}

const pathOf = ({ id }: Reference): string => `/api/inbox/${encodeURIComponent(id)}/responses`;

/** e-invoice.be as a provider that carries answers: nobody documents that the real one does. */
export const answering = (provider: Provider): Provider => ({
  ...provider,
  statuses: { ...provider.statuses, ANSWERED: {} },
  // Nothing on this machine is on its way for longer.
  settlesWithinSeconds: 2,
  async respond(reference, { key, kind, reasons, note, amount, effectiveAt }, { http }) {
    const { state: status } = await http.send({
      operation: "respond",
      method: "POST",
      path: pathOf(reference),
      body: {
        json: {
          id: key,
          documentId: reference.id,
          code: responseTraits[kind].peppolCode,
          reasons,
          note: note ?? null,
          amount: amount ?? null,
          effectiveAt: effectiveAt ?? null,
        },
      },
      expect: { json: Answered },
      effect: "write",
    });
    return { reference, status };
  },
  async findResponse(reference, { key }, { http }) {
    try {
      const { state: status } = await http.send({
        operation: "status",
        method: "GET",
        path: `${pathOf(reference)}/${key}`,
        expect: { json: Answered },
        effect: "read",
      });
      return { reference, status };
    } catch (error) {
      if (error instanceof ProviderFailure && error.problem.httpStatus === 404) return undefined;
      throw error;
    }
  },
});

export const withAnsweringProvider = (accounts: Configuration["accounts"]): Configuration["accounts"] =>
  accounts.map((account) =>
    account.provider.id === "e-invoice-be" ? { ...account, provider: answering(account.provider) } : account,
  );

/** The simulator that goes with it: it keeps every answer that it was given, also one that came twice. */
export function answeringSimulator(told: ToldResponse[]): (declaration: SimulatorDeclaration) => SimulatorDeclaration {
  return (declaration) =>
    declaration.id !== "e-invoice-be"
      ? declaration
      : {
          ...declaration,
          async create(context) {
            const simulator = await declaration.create(context);
            return {
              ...simulator,
              handle(request) {
                const [, documentId, key] = /^\/api\/inbox\/([^/]+)\/responses(?:\/([^/]+))?$/.exec(request.path) ?? [];
                if (documentId === undefined) return simulator.handle(request);
                if (request.method === "GET") {
                  const known = told.some(({ id }) => id === key);
                  return known ? answer(200, { state: "ANSWERED" }) : answer(404, { detail: "Response not found" });
                }
                told.push(JSON.parse(Buffer.from(request.body).toString("utf8")) as ToldResponse);
                return answer(201, { state: "ANSWERED" });
              },
            };
          },
        };
}

const answer = (status: number, body: object) => ({ status, body });
