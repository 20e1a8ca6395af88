const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** The only ACL there is where ownership is enforced, as it is for every bucket made since April 2023. */
export function ownerOnlyAcl(accountId: string): string {
  const id = `<ID>${accountId}</ID>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<AccessControlPolicy xmlns="${NAMESPACE}"><Owner>${id}</Owner>` +
    '<AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    `xsi:type="CanonicalUser">${id}</Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList>` +
    '</AccessControlPolicy>'
  );
}
