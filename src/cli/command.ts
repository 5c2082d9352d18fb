import { type ParseArgsConfig, parseArgs } from "node:util";

/** How a command ends: 0 all is well, 1 it is not, 2 the question could not be understood or answered. */
export type ExitCode = 0 | 1 | 2;

export type Environment = Readonly<Record<string, string | undefined>>;

/** One verb of a command, e.g. `add` of `rules`. */
export interface Verb {
  readonly help: string;
  run(given: readonly string[], environment: Environment): Promise<ExitCode>;
}

/** What the caller can put right by asking differently. */
export class UsageError extends Error {}

export const print = (text: string): void => void process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
/** For people: what is printed for programs goes to `print`. */
export const tell = (text: string): void => void process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** @throws {UsageError} */
export function parseGiven<Options extends NonNullable<ParseArgsConfig["options"]>>(
  given: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...given], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}

/** Runs the verb that is asked for; every failure becomes a message and an exit code. */
export async function runVerb(
  name: string,
  help: string,
  verbs: Readonly<Record<string, Verb>>,
  [asked, ...given]: readonly string[],
  environment: Environment,
): Promise<ExitCode> {
  const wantsHelp = (word: string | undefined) => word === "--help" || word === "-h";
  if (asked === undefined || asked === "help" || wantsHelp(asked)) {
    (asked === undefined ? tell : print)(help);
    return asked === undefined ? 2 : 0;
  }
  const verb = Object.hasOwn(verbs, asked) ? verbs[asked] : undefined;
  if (!verb) {
    tell(`There is no command ${name} ${asked}\n\n${help}`);
    return 2;
  }
  if (given.some(wantsHelp)) {
    print(verb.help);
    return 0;
  }
  try {
    return await verb.run(given, environment);
  } catch (error) {
    tell(error instanceof UsageError ? `${error.message}\n\n${verb.help}` : messageOf(error));
    return 2;
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
