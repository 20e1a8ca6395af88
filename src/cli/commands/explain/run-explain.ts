import { nearest } from '../../../config/check/did-you-mean.ts';
import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import { errorPages } from '../../../errors/pages/all-pages.ts';
import type { ErrorPage } from '../../../errors/pages/error-page.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import type { Colors } from '../../terminal/colors.ts';
import { renderTable } from '../../terminal/table.ts';
import { wrapWords } from '../../terminal/wrap-words.ts';

export const runExplain: CommandHandler = async ({ args, flags, terminal }) => {
  const codes = args[0] === undefined ? Object.keys(errorPages) : [toCode(args[0])];
  const pages = codes.map((code) => [code, pageOf(code)] as const);
  if (flags.has('json')) {
    const errors = pages.map(([code, page]) => ({ code, ...page }));
    terminal.out(JSON.stringify({ schema: 1, command: 'explain', errors }, undefined, 2));
  } else if (args[0] === undefined)
    terminal.out(renderTable(pages.map(([code, { means }]) => [code, means])).join('\n'));
  else terminal.out(pages.map(([code, page]) => renderPage(code, page, terminal.outColors, terminal.width)).join('\n'));
  return 0;
};

/** `smoke-failed` is meant as well. */
const toCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z]+/g, '_');

function pageOf(code: string): ErrorPage {
  const page = Object.hasOwn(errorPages, code) ? errorPages[code] : undefined;
  if (page) return page;
  const near = nearest(code, Object.keys(errorPages));
  const why = near ? `Did you mean ${near}?` : 'Codes are written like SMOKE_FAILED.';
  throw wrongUsage(`there is no error code ${code}`, why, near ? [`ship explain ${near}`] : ['ship explain']);
}

function renderPage(code: string, page: ErrorPage, colors: Colors, width: number): string {
  return [
    colors.bold(code),
    wrapWords(page.means, Math.min(width, 100)),
    `\n${colors.bold('Usual causes')}\n${list(page.causes)}`,
    `\n${colors.bold('What to do')}\n${list(page.todo)}`,
  ].join('\n');
}

const list = (items: readonly string[]): string => items.map((item) => `  - ${item}`).join('\n');
