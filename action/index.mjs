// src/cli/action/entry.ts
import { dirname as dirname2 } from "node:path";
import { fileURLToPath } from "node:url";

// src/cli/action/main.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { appendFileSync as appendFileSync2, mkdtempSync, readFileSync as readFileSync2, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as join2, resolve as resolve3 } from "node:path";

// src/cli/action/annotate.ts
import { existsSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";

// src/cli/action/find-config-line.ts
function mistakesOf(why) {
  return why.split("\n").flatMap((line) => {
    const path = /^((?:[\w$-]+|\[\d+\]|\["(?:[^"\\]|\\.)*"\]|\.)+): /.exec(line)?.[1];
    return path === void 0 ? [] : [{ path: toKeys(path), text: line }];
  });
}
var toKeys = (path) => [...path.matchAll(/\["([^"]+)"\]|\[\d+\]|([^.[\]]+)/g)].flatMap(([, quoted, plain]) => quoted ?? plain ?? []);
function findConfigLine(text, path) {
  let at = 0;
  let found;
  for (const key of path) {
    const plain = key.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    const match = new RegExp(String.raw`(?:^|[\s{,])['"]?${plain}['"]?\s*[:,}(]`, "m").exec(text.slice(at));
    if (!match) break;
    at += match.index + match[0].length - 1;
    found = text.slice(0, at).split("\n").length;
  }
  return found;
}

// src/artifact/size/format-bytes.ts
function formatBytes(bytes) {
  const size2 = Math.abs(bytes);
  const sign = bytes < 0 ? "-" : "";
  if (size2 < 1024) return `${sign}${size2} B`;
  const kilobytes = size2 / 1024;
  if (kilobytes < 1e3) return `${sign}${kilobytes.toFixed(1)} KB`;
  const megabytes = kilobytes / 1024;
  return megabytes < 1e3 ? `${sign}${megabytes.toFixed(1)} MB` : `${sign}${(megabytes / 1024).toFixed(1)} GB`;
}
function formatDifference(bytes) {
  return bytes === 0 ? "\xB10" : `${bytes > 0 ? "+" : ""}${formatBytes(bytes)}`;
}
function formatPercent(percent) {
  return `${percent.toFixed(Math.abs(percent) < 10 ? 1 : 0)} %`;
}

// src/artifact/render/known-layers.ts
function knownLayers({ layers, isComplete }, none) {
  if (layers.length === 0) return none;
  const known = layers.reduce((sum, { unzippedBytes = 0 }) => sum + unzippedBytes, 0);
  if (isComplete) return formatBytes(known);
  return known === 0 ? "unknown" : `\u2265 ${formatBytes(known)}`;
}

// src/artifact/render/plain-name.ts
function plainName(name) {
  if (/^[ -~]*$/.test(name)) return name;
  return name.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, "?");
}

// src/artifact/render/warning-place.ts
function placedWarning({ file, line, message }) {
  return `${file ? `${file}${line ? `:${line}` : ""}: ` : ""}${message}`;
}

// src/artifact/render/render-size-markdown.ts
var SHOWN_PACKAGES = 8;
var marks = { over: "\u274C", warning: "\u26A0\uFE0F", note: "\u2139\uFE0F" };
function renderSizeMarkdown(reports) {
  const over = reports.some((report) => report.over);
  const title = over ? "### \u274C Over the size budget" : "### Function sizes";
  return ["<!-- ship:size -->", title, "", ...reports.flatMap(renderService)].join("\n").trimEnd() + "\n";
}
function renderService(report) {
  const since = report.functions.find(({ growth }) => growth)?.growth?.since;
  const head = ["function", "code", "layers", "total", `of ${formatBytes(report.limits.unzippedBytes)}`, "zipped"];
  const rows = report.functions.map((each) => renderRow(each, since !== void 0));
  return [
    `**${escape(report.service)}**`,
    "",
    renderCells(since === void 0 ? head : [...head, `since ${escape(since)}`]),
    renderCells(["---", ...head.slice(1).map(() => "---:"), ...since === void 0 ? [] : ["---:"]]),
    ...rows,
    "",
    ...report.functions.flatMap(renderFindings),
    ...report.functions.flatMap(renderDetails)
  ];
}
function renderRow(each, withGrowth) {
  const atLeast = each.isComplete ? "" : "\u2265 ";
  return renderCells([
    `\`${escape(each.name)}\``,
    formatBytes(each.code.unzippedBytes),
    knownLayers(each, "\u2013"),
    `${atLeast}${formatBytes(each.totalBytes)}`,
    formatPercent(100 - each.headroomPercent),
    each.code.zippedBytes === void 0 ? "too large" : formatBytes(each.code.zippedBytes),
    ...withGrowth ? [each.growth ? formatDifference(each.growth.differenceBytes) : "new"] : []
  ]);
}
function renderFindings({ name, findings, warnings }) {
  const lines = [
    ...findings.map(({ severity, message }) => `${marks[severity]} \`${escape(name)}\`: ${escape(message)}`),
    ...warnings.map(
      (warning) => `${marks.warning} \`${escape(name)}\`: ${escape(placedWarning(warning))}${warning.next ? ` _(${escape(warning.next)})_` : ""}`
    )
  ];
  return lines.length === 0 ? [] : [...lines.map((line) => `- ${line}`), ""];
}
function renderDetails({ name, packages, advice, growth, totalBytes }) {
  const changed = growth?.packages.map((each) => `${escape(each.name)} ${formatDifference(each.differenceBytes)}`) ?? [];
  const heavy = packages.slice(0, SHOWN_PACKAGES).map(
    (each) => renderCells([escape(each.name), formatBytes(each.bytes), formatPercent(each.bytes / totalBytes * 100)])
  );
  if (heavy.length + advice.length + changed.length === 0) return [];
  return [
    `<details><summary>${escape(name)}: what is in it, and what to do</summary>`,
    "",
    ...changed.length > 0 ? [`Changed: ${changed.join(", ")}`, ""] : [],
    ...heavy.length > 0 ? [renderCells(["package", "bytes", "share"]), renderCells(["---", "---:", "---:"]), ...heavy, ""] : [],
    ...advice.map(({ message, cost }) => `- ${escape(message)}${cost ? ` _(${escape(cost)})_` : ""}`),
    "",
    "</details>",
    ""
  ];
}
function renderCells(cells) {
  return `| ${cells.join(" | ")} |`;
}
function escape(text) {
  return plainName(text).replaceAll(/[\\`*_{}[\]<>|#]/g, (character) => `\\${character}`);
}

// src/cli/terminal/format.ts
function formatDuration(ms) {
  if (ms < 1e3) return `${Math.round(ms)} ms`;
  if (ms < 6e4) return `${(ms / 1e3).toFixed(1)} s`;
  return `${Math.floor(ms / 6e4)} min ${Math.round(ms % 6e4 / 1e3)} s`;
}
function formatBytes2(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
function formatDifference2(bytes) {
  if (bytes === 0) return "";
  return `${bytes > 0 ? "+" : "-"}${formatBytes2(Math.abs(bytes))}`;
}

// src/cli/action/render-summary.ts
function renderSummary(document, environment) {
  const title = `## ship ${document.command ?? ""} \xB7 ${environment}`.replace("  ", " ");
  const sizes = sizesOf(document);
  if (sizes.length > 0) return `${title}

${renderSizeMarkdown(sizes)}`;
  return `${[title, ...document.services.map((one) => renderService2(one, environment))].join("\n\n")}
`;
}
var sizesOf = ({ command, services }) => command === "size" ? services.filter((one) => "limits" in one).map((one) => one) : [];
function renderService2(one, environment) {
  const parts = [
    `### ${headline(one)}`,
    one.error ? renderError(one.error) : "",
    one.url ? `Live: ${one.url}${one.previewUrl ? ` \xB7 preview: ${one.previewUrl}` : ""}` : "",
    one.changes ? renderChanges(one.changes) : "",
    renderTests(one),
    one.plan ? renderSteps(one.plan) : renderTimings(one),
    (one.notes ?? []).map((note) => `- ${escape2(note)}`).join("\n"),
    one.previous ? `Back to ${one.previous}: \`ship rollback ${one.service} --env ${environment}\`` : ""
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}
function headline({ service, result, live, waiting, previous, totalMs, error, plan }) {
  const took = totalMs === void 0 ? "" : ` (${formatDuration(totalMs)})`;
  if (error) return `\u274C ${service || "ship"}: ${escape2(error.summary.replace(`${service}: `, ""))}`;
  if (result === "planned")
    return `\u{1F4CB} ${service}: r${plan?.release.number ?? "?"} is planned, ${live ?? "nothing"} is live`;
  if (result === "destroyed") return `\u2705 ${service} is removed${took}`;
  if (result === "unchanged") return `\u2705 ${service}: nothing to do, ${live ?? "nothing"} is live${took}`;
  if (waiting) return `\u{1F440} ${service}: ${waiting} waits on the preview, ${live ?? "nothing"} is live${took}`;
  return `\u2705 ${service}: ${live ?? "nothing"} is live${previous ? `, was ${previous}` : ""}${took}`;
}
function renderError({ code, why, next, live }) {
  const todo = next.map((line) => `- \`${line.replaceAll("`", "'")}\``).join("\n");
  return `\`\`\`
${why.replaceAll("```", "'''")}
\`\`\`

${todo}

Live: ${escape2(live ?? "as before")} \xB7 \`ship explain ${code}\``;
}
function renderChanges({ functions, routes }) {
  const rows = functions.map(({ key, change, zippedBytes, unzippedBytes, liveZippedBytes }) => {
    const isComparable = zippedBytes !== void 0 && liveZippedBytes !== void 0;
    const difference = isComparable ? formatDifference2(zippedBytes - liveZippedBytes) : "";
    return `| ${escape2(key)} | ${change} | ${size(zippedBytes)} | ${difference} | ${size(unzippedBytes)} |`;
  });
  const changed = [...routes.added.map((route) => `+ ${route}`), ...routes.removed.map((route) => `- ${route}`)];
  return [
    ["| Function | Change | Zipped | Difference | Unzipped |", "|---|---|--:|--:|--:|", ...rows].join("\n"),
    ...changed.length > 0 ? [`\`\`\`diff
${changed.join("\n")}
\`\`\``] : []
  ].join("\n\n");
}
function renderSteps({ steps }) {
  if (steps.length === 0) return "Nothing changes.";
  const listed = steps.map(({ title }) => `1. ${escape2(title)}`).join("\n");
  return `<details><summary>${steps.length} steps</summary>

${listed}

</details>`;
}
function renderTests({ smoke = [] }) {
  if (smoke.length === 0) return "";
  const rows = smoke.map(
    ({ name, on, passed, ms }) => `| ${passed ? "\u2705" : "\u274C"} | ${escape2(name)} | ${on} | ${formatDuration(ms)} |`
  );
  return ["| | Smoke test | On | Time |", "|---|---|---|--:|", ...rows].join("\n");
}
function renderTimings({ timings = [] }) {
  if (timings.length === 0) return "";
  return `Time: ${timings.map(({ what, ms }) => `${what} ${formatDuration(ms)}`).join(" \xB7 ")}`;
}
var escape2 = (text) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");
var size = (bytes) => bytes === void 0 ? "" : formatBytes2(bytes);

// src/model/with-slashes.ts
import { sep } from "node:path";
var withSlashes = (path) => sep === "/" ? path : path.split(sep).join("/");

// src/cli/action/annotate.ts
function renderAnnotations(document, folder, workspace) {
  const ofRuns = document.services.flatMap(
    ({ service, error }) => error ? notesOf(error, service, folder).map((note) => render("error", note, folder, workspace)) : []
  );
  const ofSizes = sizesOf(document).flatMap(
    ({ service, functions }) => functions.flatMap(
      ({ name, findings }) => findings.filter(({ severity }) => severity !== "note").map(({ severity, message }) => {
        const note = { title: `ship size: ${service}.${name}`, text: message };
        return render(severity === "over" ? "error" : "warning", note, folder, workspace);
      })
    )
  );
  return [...ofRuns, ...ofSizes];
}
function notesOf(error, service, folder) {
  const title = `ship ${error.code}${service ? `: ${service}` : ""}`;
  const text = `${error.summary}
${error.why}`;
  const config = /(\S*services\.config\.\w+)/.exec(`${error.summary}
${error.why}
${error.next.join("\n")}`)?.[1];
  const isOfConfig = /^(CONFIG_INVALID|NOT_SUPPORTED_YET)$/.test(error.code);
  const mistakes = isOfConfig ? mistakesOf(error.why) : [];
  if (config !== void 0 && mistakes.length > 0)
    return mistakes.map((mistake) => ({ ...placeIn(config, mistake.path, folder), title, text: mistake.text }));
  const [, file, line, column] = /^\s*([\w./@-]+\.\w+):(\d+):(\d+)/m.exec(`${error.why}
${error.next.join("\n")}`) ?? [];
  if (file !== void 0) return [{ file, line: Number(line), column: Number(column) + 1, title, text }];
  return [{ ...config !== void 0 && { file: config }, title, text }];
}
function placeIn(config, path, folder) {
  const file = resolve(folder, config);
  const line = existsSync(file) ? findConfigLine(readFileSync(file, "utf8"), path) : void 0;
  return { file: config, ...line !== void 0 && { line } };
}
function render(kind, note, folder, workspace) {
  const file = note.file === void 0 ? void 0 : withSlashes(relative(workspace, resolve(folder, note.file)));
  const properties = [
    ...file ? [`file=${escapeProperty(file)}`] : [],
    ...note.line === void 0 ? [] : [`line=${note.line}`],
    ...note.column === void 0 ? [] : [`col=${note.column}`],
    `title=${escapeProperty(note.title)}`
  ];
  return `::${kind} ${properties.join(",")}::${escapeData(note.text)}`;
}
var renderMessage = (kind, text) => `::${kind} title=ship::${escapeData(text)}`;
var escapeData = (text) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
var escapeProperty = (text) => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

// src/cli/action/assume-role.ts
async function assumeRole({ role, region }, env) {
  const token = await readIdentity(env);
  const endpoint = env["AWS_ENDPOINT_URL_STS"] ?? env["AWS_ENDPOINT_URL"] ?? `https://sts.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
  const name = `ship-${env["GITHUB_RUN_ID"] ?? "run"}`.slice(0, 64);
  const query = { Action: "AssumeRoleWithWebIdentity", Version: "2011-06-15", RoleArn: role, RoleSessionName: name };
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: new URLSearchParams({ ...query, WebIdentityToken: token })
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`the role ${role} cannot be assumed: ${valueOf(text, "Message") || `HTTP ${response.status}`}`);
  return {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: valueOf(text, "AccessKeyId"),
    AWS_SECRET_ACCESS_KEY: valueOf(text, "SecretAccessKey"),
    AWS_SESSION_TOKEN: valueOf(text, "SessionToken")
  };
}
async function readIdentity(env) {
  const [url, token] = [env["ACTIONS_ID_TOKEN_REQUEST_URL"], env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]];
  if (!url || !token) throw new Error("role is set, but this job has no identity: add permissions: id-token: write");
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}&audience=sts.amazonaws.com`, { headers });
  if (!response.ok) throw new Error(`GitHub gave no identity token: HTTP ${response.status}`);
  return (await response.json()).value;
}
var valueOf = (xml, name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? "";

// src/cli/action/comment.ts
async function writeComment(request) {
  const marker = `<!-- ship: ${request.key} -->`;
  const base = `${request.api}/repos/${request.repository}/issues`;
  const body = `${marker}
${request.body.slice(0, 6e4)}`;
  const known = await findComment(request, `${base}/${request.number}/comments`, marker);
  if (known === void 0) await call(request, "POST", `${base}/${request.number}/comments`, { body });
  else await call(request, "PATCH", `${base}/comments/${known}`, { body });
}
var isTrusted = ({ user, author_association: author }) => user?.type === "Bot" || ["OWNER", "MEMBER", "COLLABORATOR"].includes(author ?? "");
async function findComment(request, url, marker) {
  for (let page = 1; page <= 20; page++) {
    const comments = await call(request, "GET", `${url}?per_page=100&page=${page}`);
    const found = comments.find((one) => one.body?.startsWith(marker) && isTrusted(one));
    if (found || comments.length < 100) return found?.id;
  }
  return void 0;
}
async function call({ token }, method, url, body) {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/vnd.github+json",
      "content-type": "application/json",
      "user-agent": "ship-action"
    },
    ...body && { body: JSON.stringify(body) }
  });
  if (!response.ok) {
    const hint = response.status === 403 ? "; the job needs permissions: pull-requests: write" : "";
    throw new Error(`GitHub answered ${response.status} to ${method} of the comment${hint}`);
  }
  return response.json();
}

// src/cli/action/document.ts
function parseDocument(stdout, exit) {
  try {
    const parsed = JSON.parse(stdout);
    const early = parsed.error ? [{ service: "", error: parsed.error }] : [];
    return { ...parsed, exit, services: parsed.services ?? early };
  } catch {
    const error = { code: "INTERNAL", summary: "ship printed no document", why: stdout.slice(0, 500), next: [] };
    return { exit, services: [{ service: "", error }] };
  }
}

// src/cli/action/inputs.ts
var commands = ["deploy", "promote", "promote-preview", "abort", "rollback", "plan", "size", "destroy"];
var ofOne = ["rollback", "promote-preview", "abort"];
function readInputs(env) {
  const text = (name) => (env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
  const command = commands.find((one) => one === (text("command") || "deploy"));
  if (!command) throw new Error(`input command is "${text("command")}"; it may be ${commands.join(", ")}`);
  const affected = text("affected");
  if (!["", "true", "false"].includes(affected))
    throw new Error(`input affected is "${affected}"; it may be true or false`);
  const inputs = {
    command,
    services: words(text("services")),
    environment: text("environment") || "local",
    from: text("from"),
    affected: affected === "true",
    since: text("since"),
    workingDirectory: text("working-directory") || ".",
    role: text("role"),
    region: text("region") || env["AWS_REGION"] || "us-east-1",
    arguments: words(text("arguments")),
    token: text("github-token")
  };
  if (ofOne.includes(command) && inputs.services.length !== 1)
    throw new Error(`${command} wants exactly one name in services`);
  if (command === "promote" && (inputs.from === "" || inputs.from === inputs.environment))
    throw new Error(
      "a promotion wants the environment where the release is live in from, and another one in environment"
    );
  return inputs;
}
var words = (text) => [...text.matchAll(/"([^"]*)"|'([^']*)'|([^\s,]+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
function toArguments(inputs) {
  const { command, services, environment, from, affected, since } = inputs;
  const isRun = command === "deploy" || command === "plan";
  const isAll = (isRun || command === "promote") && services.length === 0 && !(isRun && affected);
  return [
    command,
    ...services,
    ...isAll ? ["--all"] : [],
    ...affected && isRun ? ["--affected", ...since ? ["--since", since] : []] : [],
    ...command === "promote" ? ["--from", from, "--to", environment] : ["--env", environment],
    "--json",
    "--progress",
    "lines",
    "--no-color",
    ...["deploy", "promote", "promote-preview", "abort", "destroy"].includes(command) ? ["--yes"] : [],
    ...inputs.arguments
  ];
}

// src/cli/action/outputs.ts
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
function makeOutputs({ services, exit }, report) {
  const of = (value) => {
    const known = services.filter(({ service }) => service !== "");
    if (known.length === 1 && known[0]) return value(known[0]) ?? "";
    return known.flatMap((one) => value(one) ? [`${one.service}=${value(one)}`] : []).join(" ");
  };
  const changed = services.some(
    (one) => one.result === "live" || one.result === "destroyed" || (one.plan?.steps.length ?? 0) > 0
  );
  return {
    release: of(({ live }) => live),
    previous: of(({ previous }) => previous),
    url: of(({ url }) => url),
    "preview-url": of(({ previewUrl }) => previewUrl),
    outcome: of((one) => one.result ?? outcomeWithout(one)) || outcomeOfNone(services),
    changed: String(changed),
    "exit-code": String(exit),
    report
  };
}
var outcomeOfNone = ([early]) => (early && outcomeWithout(early)) ?? "";
function outcomeWithout({ error, over }) {
  if (error) return error.code === "INTERNAL" ? "failed" : "refused";
  return over === void 0 ? void 0 : over ? "over-budget" : "within-budget";
}
function writeOutputs(file, outputs) {
  if (!file) return;
  const lines = Object.entries(outputs).map(([name, value]) => {
    const end = `end-${randomUUID()}`;
    return `${name}<<${end}
${value}
${end}
`;
  });
  appendFileSync(file, lines.join(""));
}

// src/cli/action/run-ship.ts
import { spawn } from "node:child_process";
import { existsSync as existsSync2 } from "node:fs";
import { dirname, join, resolve as resolve2 } from "node:path";
function findShip(folder, actionFolder) {
  for (let at = resolve2(folder); ; at = dirname(at)) {
    const found = [join(at, "node_modules/ship/bin/ship.js"), join(at, "bin/ship.js")].find(
      (path) => existsSync2(path) && (path.includes("node_modules") || existsSync2(join(at, "dist/cli.cjs")))
    );
    if (found) return found;
    if (at === dirname(at)) break;
  }
  const own = join(actionFolder, "..", "bin/ship.js");
  if (existsSync2(join(actionFolder, "..", "dist/cli.cjs"))) return own;
  throw new Error(
    "ship is not installed in this project, and this is no tag of the action that holds it: npm install --save-dev ship, and npm ci before this step"
  );
}
async function runShip(script, args, options) {
  const child = spawn(process.execPath, [script, ...args], { ...options, stdio: ["ignore", "pipe", "inherit"] });
  const forward = (signal) => void child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, forward);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text) => stdout += text);
  return new Promise((settle, fail) => {
    child.on("error", fail);
    child.on("close", (code) => settle({ exit: code ?? 1, stdout }));
  });
}

// src/cli/action/main.ts
var say = (line) => void process.stdout.write(`${line}
`);
async function runAction(env, actionFolder) {
  try {
    const inputs = readInputs(env);
    const folder = resolve3(env["GITHUB_WORKSPACE"] ?? ".", inputs.workingDirectory);
    const { exit, stdout } = await run(inputs, folder, env, actionFolder);
    await tell({ inputs, folder, exit, stdout }, env).catch(
      (error) => say(renderMessage("warning", textOf(error)))
    );
    return exit;
  } catch (error) {
    return refuse(textOf(error), env);
  }
}
function refuse(why, env) {
  const exit = 2;
  say(renderMessage("error", why));
  const error = { code: "USAGE", summary: "ship was not started", why, next: [] };
  writeOutputs(env["GITHUB_OUTPUT"], makeOutputs({ exit, services: [{ service: "", error }] }, ""));
  return exit;
}
var textOf = (error) => error instanceof Error ? error.message : String(error);
async function run(inputs, folder, env, actionFolder) {
  const credentials = inputs.role ? await assumeRole(inputs, env) : {};
  for (const [name, value] of Object.entries(credentials)) if (name !== "AWS_REGION") say(`::add-mask::${value}`);
  const script = findShip(folder, actionFolder);
  const args = toArguments(inputs);
  say(`ship ${args.join(" ").replaceAll(new RegExp("\\p{Cc}", "gu"), " ")}`);
  const word = randomUUID2();
  say(`::stop-commands::${word}`);
  const ran = runShip(script, args, { cwd: folder, env: { ...withoutInputs(env), ...credentials } });
  return ran.finally(() => say(`::${word}::`));
}
function withoutInputs(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("INPUT_")));
}
async function tell({ inputs, folder, exit, stdout }, env) {
  const document = { command: inputs.command, ...parseDocument(stdout, exit) };
  for (const line of renderAnnotations(document, folder, env["GITHUB_WORKSPACE"] ?? folder)) say(line);
  const file = join2(mkdtempSync(join2(env["RUNNER_TEMP"] ?? tmpdir(), "ship-")), "report.json");
  writeFileSync(file, stdout);
  writeOutputs(env["GITHUB_OUTPUT"], makeOutputs(document, file));
  const summary = renderSummary(document, inputs.environment);
  if (env["GITHUB_STEP_SUMMARY"]) appendFileSync2(env["GITHUB_STEP_SUMMARY"], summary);
  await comment(inputs, summary, env);
}
async function comment({ token, command, environment, services, workingDirectory }, body, env) {
  const number = pullRequestOf(env);
  const repository = env["GITHUB_REPOSITORY"];
  if (!token || number === void 0 || !repository) return;
  const key = [command, environment, ...services, ...workingDirectory === "." ? [] : [workingDirectory]].join(" ");
  const api = env["GITHUB_API_URL"] ?? "https://api.github.com";
  await writeComment({ token, api, repository, number, key, body });
}
function pullRequestOf(env) {
  if (!env["GITHUB_EVENT_PATH"]) return void 0;
  const event = JSON.parse(readFileSync2(env["GITHUB_EVENT_PATH"], "utf8"));
  return event.pull_request?.number;
}

// src/cli/action/entry.ts
process.exitCode = await runAction(process.env, dirname2(fileURLToPath(import.meta.url)));
