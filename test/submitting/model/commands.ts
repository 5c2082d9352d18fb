import fc from "fast-check";
import { type Fate, fates, type Word, words } from "./outside.js";
import type { Sending } from "./sending.js";

/** The model knows nothing: whatever happens in whatever order, the same must hold. */
export type Step = fc.AsyncCommand<object, Sending>;

const step = (name: string, act: (sending: Sending) => Promise<unknown>): Step => ({
  check: () => true,
  async run(_, sending) {
    await act(sending);
    await sending.check();
  },
  toString: () => name,
});

const numbers = fc.constantFrom("N-1", "N-2", "N-3");
const faulty: readonly Fate[] = fates.filter((fate) => fate !== "accepted");

const sendStep = (fate: Fate): Step => step(`send: ${fate}`, (sending) => sending.send(fate));

/** What a client does, what providers, networks and gateways make of it, and time. */
export const anyStep: readonly fc.Arbitrary<Step>[] = [
  numbers.map((number) => step(`submit ${number}`, (sending) => sending.submit(number))),
  fc.constantFrom<Fate>(...fates).map(sendStep),
  fc.constantFrom<Fate>(...faulty).map(sendStep),
  fc.constantFrom(1, 5, 30, 61, 400).map((seconds) => step(`${seconds} s pass`, (sending) => sending.pass(seconds))),
  numbers.map((number) => step(`reconcile ${number}`, (sending) => sending.reconcile(number))),
  fc
    .tuple(numbers, fc.constantFrom<Word>(...words))
    .map(([number, word]) => step(`webhook ${word} about ${number}`, (sending) => sending.tell(number, word))),
  numbers.map((number) => step(`cancel ${number}`, (sending) => sending.cancel(number))),
  fc.boolean().map((answers) =>
    step(`questions are ${answers ? "answered" : "not answered"}`, async (sending) => {
      sending.outside.answersQuestions = answers;
    }),
  ),
  fc.constant(step("slow answers arrive", (sending) => sending.hearSlowAnswers())),
  fc.constant(step("jobs are lost", (sending) => sending.loseJobs())),
];
