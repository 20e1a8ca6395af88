import { sentMails } from './sent-mails.ts';

/** Once a day, by the clock: how much was sent. */
export async function handler({ days }: { readonly days: number }): Promise<{ days: number; mails: number }> {
  const { length: mails } = await sentMails();
  console.log(`${mails} mails are kept; this digest is for ${days} day(s)`);
  return { days, mails };
}
