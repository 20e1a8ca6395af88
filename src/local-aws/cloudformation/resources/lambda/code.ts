import { pick } from '../call.ts';
import type { Properties } from '../resource-type.ts';
import { makeZip } from './make-zip.ts';

/** `Code` of the template as Lambda takes it: `ZipFile` is source text there, and the base64 of a zip here. */
export function codeOf(properties: Properties): Record<string, unknown> {
  const code = (properties['Code'] ?? {}) as Properties;
  const source = code['ZipFile'];
  if (typeof source !== 'string') return pick(code, ['S3Bucket', 'S3Key', 'S3ObjectVersion', 'ImageUri']);
  const isPython = String(properties['Runtime']).startsWith('python');
  const files: Record<string, string> = isPython
    ? { 'index.py': source, 'cfnresponse.py': PYTHON_RESPONSE }
    : { 'index.js': source, 'cfn-response.js': RESPONSE };
  return { ZipFile: makeZip(files).toString('base64') };
}

/** The same for Python's, with the standard library alone. */
const PYTHON_RESPONSE = `
import json
import urllib.request

SUCCESS = "SUCCESS"
FAILED = "FAILED"

def send(event, context, responseStatus, responseData, physicalResourceId=None, noEcho=False, reason=None):
    body = json.dumps({
        "Status": responseStatus,
        "Reason": reason or "See the details in CloudWatch Log Stream: " + context.log_stream_name,
        "PhysicalResourceId": physicalResourceId or context.log_stream_name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "NoEcho": noEcho,
        "Data": responseData,
    }).encode("utf-8")
    request = urllib.request.Request(event["ResponseURL"], body, {"content-type": ""}, method="PUT")
    with urllib.request.urlopen(request) as answer:
        print("Status code:", answer.status)
`;

/** Inline Node.js sources may require `cfn-response`, which AWS puts beside them. */
const RESPONSE = `
exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';
exports.send = (event, context, status, data, physicalId, noEcho) => {
  const body = JSON.stringify({
    Status: status,
    Reason: 'See the details in CloudWatch Log Stream: ' + context.logStreamName,
    PhysicalResourceId: physicalId || context.logStreamName,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data: data,
  });
  return fetch(event.ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } }).then(() => context.done && context.done());
};
`;
