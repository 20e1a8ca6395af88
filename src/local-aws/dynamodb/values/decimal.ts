import { validation } from '../dynamodb-error.ts';

/** A number of up to 38 digits: `digits` x 10^`exponent`; `digits` neither begins nor ends with 0, and is empty for zero. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const MAX_DIGITS = 38;
const MAX_MAGNITUDE = 125;
const MIN_MAGNITUDE = -130;
const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

const ZERO: Decimal = { negative: false, digits: '', exponent: 0 };

/** The power of ten of the first digit. */
const magnitudeOf = ({ digits, exponent }: Decimal): number => digits.length - 1 + exponent;

function normalize(negative: boolean, text: string, exponent: number): Decimal {
  const leading = text.replace(/^0+/, '');
  const digits = leading.replace(/0+$/, '');
  if (digits === '') return ZERO;
  return { negative, digits, exponent: exponent + leading.length - digits.length };
}

function checkRange(decimal: Decimal): Decimal {
  if (decimal.digits.length > MAX_DIGITS) {
    throw validation('Attempting to store more than 38 significant digits in a Number');
  }
  if (decimal.digits === '') return decimal;
  const magnitude = magnitudeOf(decimal);
  if (magnitude > MAX_MAGNITUDE) {
    throw validation('Number overflow. Attempting to store a number with magnitude larger than supported range');
  }
  if (magnitude < MIN_MAGNITUDE) {
    throw validation('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  }
  return decimal;
}

/** Throws for what is no number, or one that DynamoDB cannot hold. */
export function parseDecimal(text: string): Decimal {
  const [, sign, whole = '', fraction = '', exponent = '0'] = FORM.exec(text.trim()) ?? [];
  if (whole + fraction === '') {
    throw validation(`The parameter cannot be converted to a numeric value: ${text}`);
  }
  return checkRange(normalize(sign === '-', whole + fraction, Number(exponent) - fraction.length));
}

/** As DynamoDB gives numbers back: without exponent, leading or trailing zeros. */
export function formatDecimal({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const point = digits.length + exponent;
  if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  return `${sign}0.${'0'.repeat(-point)}${digits}`;
}

const toBigInt = ({ negative, digits, exponent }: Decimal, lowest: number): bigint => {
  const size = BigInt((digits || '0') + '0'.repeat(exponent - lowest));
  return negative ? -size : size;
};

/** `sign` -1 subtracts. Exact: throws where 38 digits do not hold the result. */
export function addDecimals(left: string, right: string, sign: 1 | -1): string {
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  const lowest = Math.min(a.exponent, b.exponent);
  const sum = toBigInt(a, lowest) + BigInt(sign) * toBigInt(b, lowest);
  const text = (sum < 0n ? -sum : sum).toString();
  return formatDecimal(checkRange(normalize(sum < 0n, text, lowest)));
}

const OFFSET = 500;
const nines = (digits: string): string => digits.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));

/** Text that sorts as the numbers do, and is equal where they are. */
export function sortableDecimal(text: string): string {
  const decimal = parseDecimal(text);
  const { negative, digits } = decimal;
  if (digits === '') return '0~';
  const magnitude = String(magnitudeOf(decimal) + OFFSET);
  // `~` comes after every digit: of two negative numbers that begin alike the longer one is the smaller.
  return negative ? `0${nines(magnitude)}${nines(digits)}~` : `1${magnitude}${digits}`;
}
