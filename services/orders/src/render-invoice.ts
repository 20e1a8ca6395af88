import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib';
import type { Order } from './order.ts';

const a4: [number, number] = [595.28, 841.89];
const margin = 50;
const lineHeight = 18;
const linesPerPage = 38;

/** The order's invoice as the bytes of a PDF, as many pages as it needs. */
export async function renderInvoice(order: Order): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(`Invoice ${order.id}`);
  // The order's own time, so that the same order gives the same invoice.
  document.setCreationDate(new Date(order.updatedAt));
  const font = await document.embedFont(StandardFonts.Helvetica);
  const lines = invoiceLines(order);
  for (let first = 0; first < lines.length; first += linesPerPage)
    drawLines(document.addPage(a4), font, lines.slice(first, first + linesPerPage));
  return document.save();
}

export function invoiceLines(order: Order): readonly string[] {
  const money = (cents: number): string => `${(cents / 100).toFixed(2)} ${order.currency}`;
  return [
    `Invoice ${order.id}`,
    `For ${order.customer}`,
    `Of ${order.updatedAt.slice(0, 10)}, ${order.status}`,
    '',
    ...order.items.map(
      (item) =>
        `${item.quantity} x ${item.sku} at ${money(item.unitPriceCents)}: ${money(item.quantity * item.unitPriceCents)}`,
    ),
    '',
    `Total ${money(order.totalCents)}`,
  ];
}

function drawLines(page: PDFPage, font: PDFFont, lines: readonly string[]): void {
  lines.forEach((line, index) =>
    page.drawText(encodable(line, font), { x: margin, y: a4[1] - margin - index * lineHeight, size: 12, font }),
  );
}

/** The built-in fonts know Latin letters only, and a letter they do not know is an error. */
function encodable(line: string, font: PDFFont): string {
  const known = new Set(font.getCharacterSet());
  return Array.from(line, (letter) => (known.has(letter.codePointAt(0) ?? 0) ? letter : '?')).join('');
}
