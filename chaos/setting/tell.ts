/** Progress goes to standard error; standard output belongs to the result. */
export const tell = (text: string): void => void process.stderr.write(`${text}\n`);
