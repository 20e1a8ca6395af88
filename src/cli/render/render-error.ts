import type { ShipError } from '../../errors/ship-error.ts';
import type { Colors } from '../terminal/colors.ts';
import { plainLine, plainText } from '../terminal/plain-text.ts';
import { wrapWords } from '../terminal/wrap-words.ts';

const labelWidth = 7;

export interface ErrorLook {
  readonly colors: Colors;
  /** Columns. */
  readonly width: number;
  readonly journal?: string | undefined;
}

/**
 * Always in this shape: what happened, why, what to do next, what is live, the code.
 * Example: `✖ orders: smoke test failed on preview` and below it `why`, `next`, `live`, `code`.
 */
export function renderError(error: ShipError, look: ErrorLook): string {
  const { colors, journal } = look;
  const code = journal === undefined ? error.code : `${error.code} · journal ${journal}`;
  const textWidth = look.width - labelWidth - 2;
  return [
    `${colors.red('✖')} ${colors.bold(wrapWords(plainLine(error.message), look.width - 2).replaceAll('\n', '\n  '))}`,
    ...renderField('why', [wrapWords(plainText(error.why), textWidth)], colors),
    ...renderField('next', error.next, colors),
    ...(error.live === undefined ? [] : renderField('live', [wrapWords(plainText(error.live), textWidth)], colors)),
    ...renderField('code', [wrapWords(code, textWidth)], colors),
  ].join('\n');
}

/** The label stands before the first line only. What is to be typed is never wrapped: it must survive copying. */
function renderField(label: string, values: readonly string[], colors: Colors): readonly string[] {
  const lines = values.flatMap((value) => plainText(value).trimEnd().split('\n'));
  return lines.map((line, index) => `  ${colors.dim((index === 0 ? label : '').padEnd(labelWidth))}${line}`.trimEnd());
}

/** The same facts for `--json`. */
export interface ErrorDocument {
  readonly code: string;
  readonly summary: string;
  readonly why: string;
  readonly next: readonly string[];
  readonly live?: string;
}

export function toErrorDocument(error: ShipError): ErrorDocument {
  const { code, message, why, next, live } = error;
  return { code, summary: message, why, next, ...(live === undefined ? {} : { live }) };
}

export const errorLook = ({ errColors, width }: { errColors: Colors; width: number }): ErrorLook => ({
  colors: errColors,
  width,
});
