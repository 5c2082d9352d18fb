import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkParticipantId, participantKey } from "../../src/domain/participant.js";
import { findParticipantScheme } from "../../src/domain/participant-schemes.js";

const rightNumbers: readonly (readonly [scheme: string, value: string])[] = [
  ["0002", "784301772"],
  ["0002", "78430177200025"],
  ["0007", "2120000787"],
  ["0009", "78430177200025"],
  ["0009", "35600000049837"],
  ["0060", "812810734"],
  ["0088", "1548079098355"],
  ["0106", "12345678"],
  ["0147", "anything-EAS-knows"],
  ["0151", "51824753556"],
  ["0158", "00006947"],
  ["0183", "CHE100155212"],
  ["0184", "13585628"],
  ["0188", "7000012050002"],
  ["0190", "00000001820029336000"],
  ["0191", "10137025"],
  ["0192", "974760673"],
  ["0195", "SGUEN201836363E"],
  ["0196", "5402697509"],
  ["0198", "DK26769388"],
  ["0199", "529900T8BM49AURSDO55"],
  ["0200", "111963319"],
  ["0204", "04011000-1234512345-06"],
  ["0205", "ABC1234"],
  ["0208", "0887290276"],
  ["0211", "IT06363391001"],
  ["0221", "T7000012050002"],
  ["0235", "1234567890"],
  ["9910", "HU12892312"],
  ["9918", "BE71096123456769"],
  ["9930", "DE123456789"],
  ["EM", "invoices@example.com"],
  ["ES:NIF", "B58378431"],
  ["ES:NIF", "12345678Z"],
  ["ES:NIF", "X1234567L"],
  ["FR:SIREN", "732829320"],
  ["HU:TAX", "12892312-2-42"],
  ["IT:CODDEST", "0000000"],
  ["MY:TIN", "C20880050010"],
  ["MY:TIN", "IG115002000"],
  ["PL:NIP", "5265877635"],
  ["RO:CIF", "RO14399840"],
  ["RO:CIF", "14399840"],
];

/** Each has the form of its scheme and one wrong check digit. */
const wrongCheckDigits: readonly (readonly [scheme: string, value: string])[] = [
  ["0002", "784301773"],
  ["0007", "2120000788"],
  ["0009", "35600000049838"],
  ["0088", "1548079098356"],
  ["0151", "51824753557"],
  ["0158", "00006948"],
  ["0183", "CHE100155213"],
  ["0188", "8000012050002"],
  ["0191", "10137026"],
  ["0192", "974760674"],
  ["0196", "5402697519"],
  ["0198", "DK26769389"],
  ["0199", "529900T8BM49AURSDO56"],
  ["0200", "111963318"],
  ["0204", "04011000-1234512345-07"],
  ["0208", "0887290277"],
  ["0211", "IT06363391002"],
  ["0221", "T8000012050002"],
  ["9909", "NO990399124MVA"],
  ["9910", "HU12892313"],
  ["9918", "BE71096123456768"],
  ["ES:NIF", "B58378432"],
  ["ES:NIF", "12345678A"],
  ["ES:NIF", "X1234567M"],
  ["FR:SIREN", "732829321"],
  ["HU:TAX", "12892313"],
  ["PL:NIP", "5265877636"],
  ["RO:CIF", "14399841"],
];

const wrongForms: readonly (readonly [scheme: string, value: string])[] = [
  ["0002", "7843017"],
  ["0208", "BE0887290276"],
  ["0208", ""],
  ["0147", "with space"],
  ["9930", "DE 123"],
  ["EM", "nobody"],
  ["MY:TIN", "20880050010"],
  ["IT:CODDEST", "12345678"],
];

describe("checking a participant", () => {
  it.each(rightNumbers)("accepts %s %s", (scheme, value) => {
    expect(checkParticipantId({ scheme, value })).toBeUndefined();
  });

  it.each(wrongCheckDigits)("finds the wrong check digit of %s %s", (scheme, value) => {
    expect(checkParticipantId({ scheme, value })).toMatch(new RegExp(`check digits of ${value} .*scheme ${scheme}`));
  });

  it.each(wrongForms)("finds the wrong form of %s %j", (scheme, value) => {
    expect(checkParticipantId({ scheme, value })).toContain(`does not have the form of scheme ${scheme}`);
  });

  it("finds a scheme nobody issues", () => {
    expect(checkParticipantId({ scheme: "XX:ID", value: "1" })).toBe("XX:ID is no known participant scheme (value 1)");
  });

  it("finds a scheme that was removed, and lets a deprecated one pass", () => {
    expect(checkParticipantId({ scheme: "9956", value: "0887290276" })).toContain("was removed");
    expect(findParticipantScheme("9909")?.state).toBe("deprecated");
    expect(checkParticipantId({ scheme: "9909", value: "NO990399123MVA" })).toBeUndefined();
  });

  it("notices every single wrong digit of a Belgian number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digits = Array.from("0887290276", Number);
        digits[place] = ((digits[place] ?? 0) + shift) % 10;
        expect(checkParticipantId({ scheme: "0208", value: digits.join("") })).toBeDefined();
      }),
    );
  });

  it("knows name, country and state of a scheme", () => {
    expect(findParticipantScheme("0208")).toMatchObject({ name: "BE:EN", country: "BE", state: "active" });
    expect(findParticipantScheme("0088")).not.toHaveProperty("country");
    expect(findParticipantScheme("pl:nip")).toMatchObject({ code: "PL:NIP", country: "PL" });
  });
});

describe("the key of a participant", () => {
  it.each([
    [{ scheme: "0208", value: "0887290276" }, "iso6523-actorid-upis::0208:0887290276"],
    [{ scheme: "0199", value: "529900T8BM49AURSDO55" }, "iso6523-actorid-upis::0199:529900t8bm49aursdo55"],
    [{ scheme: "MY:TIN", value: "C20880050010" }, "my:tin::c20880050010"],
  ])("of %j is %s", (participant, key) => {
    expect(participantKey(participant)).toBe(key);
  });
});
