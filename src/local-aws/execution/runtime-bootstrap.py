"""What the local AWS starts in a Python function's process: loads the handler and feeds it from the Runtime API.

It is written after AWS's runtime interface client for Python (names of errors, log lines, context), without being
compared with it case by case as the Node.js ones are, and uses nothing but the standard library of Python 3.8 or later.
"""

import decimal
import importlib
import json
import logging
import os
import sys
import time
import traceback
from http.client import HTTPConnection

ROOT = os.environ["LAMBDA_TASK_ROOT"]
API = HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
PATHS = "/2018-06-01/runtime/"
AS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"


class RuntimeProblem(Exception):
    """Something that the runtime itself says about the function's code."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind = "Runtime." + kind
        self.trace = list(trace)


class CognitoIdentity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class Struct:
    """A JSON object whose members are attributes, as the context shows the client's."""

    def __init__(self, members):
        self.__dict__.update(members)


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.identity = CognitoIdentity()
        client = headers.get("Lambda-Runtime-Client-Context")
        self.client_context = Struct(json.loads(client)) if client else None
        self._deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_ms - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


class LogHandler(logging.Handler):
    """Lines as Lambda's Python runtime writes them: level, time, request id, text, or all of it as JSON."""

    request_id = ""

    def emit(self, record):
        sys.stdout.write(self.as_json(record) if AS_JSON else self.as_text(record))
        sys.stdout.flush()

    def as_text(self, record):
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        text = self.format(record)
        return f"[{record.levelname}]\t{at}.{int(record.msecs)}Z\t{self.request_id}\t{text}\n"

    def as_json(self, record):
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        line = {"timestamp": at, "level": record.levelname, "message": record.getMessage(), "logger": record.name}
        if record.exc_info:
            kind, error, trace = record.exc_info
            line["stackTrace"] = traceback.format_tb(trace)
            line["errorType"] = kind.__name__
            line["errorMessage"] = str(error)
        if self.request_id:
            line["requestId"] = self.request_id
        return json.dumps(line) + "\n"


def load_handler(name):
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        message = f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)"
        raise RuntimeProblem("MalformedHandlerName", message)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise RuntimeProblem("ImportModuleError", f"Unable to import module '{module_name}': {error}") from error
    except SyntaxError as error:
        text = error.text.strip() if error.text else ""
        trace = [f'  File "{error.filename}" Line {error.lineno}\n    {text}\n']
        raise RuntimeProblem("UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", trace) from error
    handler = getattr(module, function_name, None)
    if handler is None:
        raise RuntimeProblem("HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'")
    return handler


def to_json(value):
    """Numbers of DynamoDB are what the runtime knows besides JSON's own types."""

    def other(item):
        if isinstance(item, decimal.Decimal):
            return float(item)
        raise TypeError(f"Object of type {type(item).__name__} is not JSON serializable")

    return json.dumps(value, default=other, ensure_ascii=False).encode("utf-8")


def to_answer(value):
    try:
        return to_json(value)
    except (TypeError, ValueError) as error:
        raise RuntimeProblem("MarshalError", f"Unable to marshal response: {error}") from error


def to_error(error, request_id):
    if isinstance(error, RuntimeProblem):
        kind, trace = error.kind, error.trace
    else:
        kind = type(error).__name__
        # From the function's own frames on.
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
        trace = traceback.format_list(frames)
    return {"errorMessage": str(error), "errorType": kind, "requestId": request_id, "stackTrace": trace}


def log_error(body):
    if AS_JSON:
        line = {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "log_level": "ERROR", **body}
        print(json.dumps(line), flush=True)
        return
    # One event of the log, as Lambda makes it: line breaks inside are carriage returns.
    lines = [f"[ERROR] {body['errorType']}: {body['errorMessage']}", "Traceback (most recent call last):"]
    lines += body["stackTrace"]
    print("\r".join(line.rstrip("\n").replace("\n", "\r") for line in lines), flush=True)


def post(path, body, kind=None):
    headers = {"Content-Type": "application/json"}
    if kind:
        headers["Lambda-Runtime-Function-Error-Type"] = kind
    API.request("POST", PATHS + path, body, headers)
    API.getresponse().read()


def next_event():
    API.request("GET", PATHS + "invocation/next")
    answer = API.getresponse()
    return answer.headers, answer.read()


def serve(handler, log):
    headers, body = next_event()
    context = Context(headers)
    log.request_id = context.aws_request_id
    trace_id = headers.get("Lambda-Runtime-Trace-Id")
    if trace_id:
        os.environ["_X_AMZN_TRACE_ID"] = trace_id
    else:
        os.environ.pop("_X_AMZN_TRACE_ID", None)
    path = f"invocation/{context.aws_request_id}/"
    try:
        answer = to_answer(handler(json.loads(body), context))
    except Exception as error:  # pylint: disable=broad-except; whatever the function throws is its answer
        failure = to_error(error, context.aws_request_id)
        log_error(failure)
        sys.stdout.flush()
        post(path + "error", to_json(failure), failure["errorType"])
        return
    sys.stdout.flush()
    sys.stderr.flush()
    post(path + "response", answer)


def set_up_logging():
    log = LogHandler()
    log.setFormatter(logging.Formatter("%(message)s"))
    root = logging.getLogger()
    root.addHandler(log)
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL")
    if AS_JSON and level:
        root.setLevel({"TRACE": "DEBUG", "FATAL": "CRITICAL"}.get(level, level))
    return log


def set_up_path():
    """The function's folder first, as on Lambda; this file's own folder is none of the function's business."""
    sys.path[0] = ROOT


def main():
    set_up_path()
    sys.stdout.reconfigure(line_buffering=True)
    log = set_up_logging()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:  # pylint: disable=broad-except; whatever the module throws is told
        failure = to_error(error, "")
        log_error(failure)
        post("init/error", to_json(failure), failure["errorType"])
        sys.exit(1)
    while True:
        serve(handler, log)


main()
