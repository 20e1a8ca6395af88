/** `send-mail` or `SEND_MAIL` -> `SendMail`: CloudFormation's names are letters and digits only. */
export function logicalName(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => capitalize(word === word.toUpperCase() ? word.toLowerCase() : word))
    .join('');
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
