import { expect, it } from "vitest";
import { loadProviders } from "../../src/infrastructure/provider-folder.js";

const providers = [...(await loadProviders()).values()];

/** In a Message Level Status of Peppol they say what became of the transport, in an Invoice Response what a buyer thinks. */
const ambiguous = ["AP", "AB", "RE"];

it.each(providers)("$name gives no meaning to letters that mean two things", ({ statuses }) => {
  expect(Object.keys(statuses).filter((word) => ambiguous.includes(word))).toEqual([]);
});

it.each(providers)("$name says of no word about a message that a buyer has answered", ({ statuses }) => {
  const aboutMessages = Object.entries(statuses).filter(([word]) => /\bml[sr]\b|message.?level/i.test(word));
  expect(aboutMessages.filter(([, { business }]) => business !== undefined)).toEqual([]);
});
