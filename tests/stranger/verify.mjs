// A stranger's verifier, written from docs/spec/*.md alone: verify.mjs vectors FOLDER | verify.mjs export FOLDER-OR-TAR
import crypto from 'node:crypto'; import fs from 'node:fs';
const fail = (code) => { throw Object.assign(new Error(code), { refused: true }); };
const must = (...rules) => rules.every((x, i) => i % 2 || x || fail(rules[i + 1])); // holds, code, holds, code …
const firstOf = (...rules) => rules.find(([, holds]) => holds())?.[0] ?? null;
const attempt = (f, say) => { try { f(); } catch (e) { if (!e.refused) throw e; say?.(e.message); return e.message; } };
const sha = (...parts) => parts.reduce((h, part) => h.update(part), crypto.createHash('sha256')).digest();
const hex = (...parts) => sha(...parts).toString('hex'), pad = (n) => String(n).padStart(16, '0');
const { hasOwn: has, keys: names, values, entries } = Object, distinct = (list) => new Set(list).size === list.length;
const ascending = (list) => list.every((x, i) => i === 0 || list[i - 1] < x), some = Boolean;
const bytesOf = Buffer.from, object = (keys, value) => Object.fromEntries(keys.map((k) => [k, value(k)]));
const byId = (list) => new Map(list.map((x) => [x.id, x])), idsOf = (list) => list.map((x) => x.id).sort();
// ---- Forms of fields (act.md 2)
const re = (pattern) => (x) => typeof x === 'string' && pattern.test(x), only = (value) => (x) => x === value;
const isString = re(/^/), isFilled = re(/./s), isHash = re(/^[0-9a-f]{64}$/), isSalt = re(/^[0-9a-f]{32}$/);
const isParty = re(/^[a-z0-9.-]{1,64}$/), isToken = re(/^[a-z][a-z0-9_-]{0,31}$/);
const isTopic = re(/^[a-z][a-z0-9_.-]{0,63}$/), isLanguage = re(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/);
const isMedia = re(/^[a-z0-9][a-z0-9.+_-]{0,126}\/[a-z0-9][a-z0-9.+_-]{0,126}$/), BLOB_MOST = 104857600;
const isNest = (x) => x !== null && typeof x === 'object', isObject = (x) => isNest(x) && !Array.isArray(x);
const between = (low, high) => (x) => Number.isSafeInteger(x) && x >= low && x <= high;
const isCount = between(0, Number.MAX_SAFE_INTEGER), orNull = (form) => (x) => x === null || form(x);
const listOf = (form, low, high) => (x) => Array.isArray(x) && x.length >= low && x.length <= high && x.every(form);
const mapOf = (key, form) => (x) => isObject(x) && names(x).every((k) => key(k) && form(x[k]));
const shape = (need, may = {}) => (x) => isObject(x) && names(need).every((k) => has(x, k)) && names(x).every((k) =>
  (has(need, k) ? need[k](x[k]) : has(may, k) && may[k](x[k])));
const isBlob = shape({ sha256: isHash, size: isCount, type: isMedia }), isOfLength = (text) => [...text].length <= 2000;
const isTime = (x) => isString(x) && !x.startsWith('0000') && new Date(x).toJSON() === x.replace(/Z$/, '.000Z');
// ---- MJ-1 and envelopes (act.md 3, 4)
const decode = (bytes, code) => must(bytesOf(bytes.toString()).equals(bytes), code) && bytes.toString();
const pair = ([k, x]) => `${JSON.stringify(k)}:${encode(x)}`, byName = ([a], [b]) => (a < b ? -1 : 1);
const encode = (x) => (!isNest(x) ? JSON.stringify(x) : Array.isArray(x) ? `[${x.map(encode)}]` : encodeObject(x));
const encodeObject = (x) => `{${entries(x).sort(byName).map(pair)}}`;
const inside = (x) => (isNest(x) ? values(x).flatMap(inside) : [x]);
const namesIn = (x) => (isNest(x) ? [...(isObject(x) ? names(x) : []), ...values(x).flatMap(namesIn)] : []);
function readJson(bytes, deepest = 8) { let depth = 0, most = 0, whole = true, value;
  for (const [t] of decode(bytes, 'E_JSON').matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"?|[[{}\]]|-?\d[\d.eE+-]*/gs)) {
    most = Math.max(most, depth += '[{'.includes(t) - ']}'.includes(t));
    if (/^[-\d]/.test(t)) whole &&= /^-?\d+$/.test(t) && Number.isSafeInteger(Number(t)); }
  try { value = JSON.parse(bytes.toString()); } catch { fail(most > deepest ? 'E_LIMIT' : 'E_JSON'); }
  return must(most <= deepest, 'E_LIMIT') && must(inside(value).every((x) => !isString(x) || x.isWellFormed()),
    'E_JSON', whole && namesIn(value).every(re(/^[!-~]+$/)), 'E_LIMIT', bytes.equals(bytesOf(encode(value))), 'E_CANON')
    && value; }
const isType = re(/^application\/vnd\.mithaq\.(act|charter|keys|manifest|certificate|have)\.v1\+json$/);
const isEnvelope = shape({ payload: isString, payloadType: isString, signatures: listOf(shape({ keyid: isHash,
  sig: isString }), 0, Infinity) });
function base64(text, standard, code = 'E_B64') {
  const plain = standard || /[+/]/.test(text) ? text : text.replaceAll('-', '+').replaceAll('_', '/');
  return must(bytesOf(plain, 'base64').toString('base64') === plain, code) && bytesOf(plain, 'base64'); }
function openEnvelope(x, standard) {
  const { payloadType: type, signatures: list } = must(isEnvelope(x), 'E_FIELD') && x;
  must(isType(type), 'E_TYPE', list.length >= 1 && list.length <= 128, 'E_SIGS');
  const payload = base64(x.payload, standard), start = `DSSEv1 ${type.length} ${type} ${payload.length} `;
  const pae = Buffer.concat([bytesOf(start), payload]), id = hex(pae);
  const signatures = list.map(({ keyid, sig }) => ({ keyid, sig: base64(sig, standard) }));
  return { type: type.split('.')[2], payload, signatures, pae, id }; }
const readEnvelope = (line, standard = false, most = 65536) => must(Buffer.byteLength(line) <= most, 'E_SIZE')
  && openEnvelope(readJson(bytesOf(line)), standard);
function readPayload(env, type, most = 32768) {
  const p = must(env.type === type, 'E_TYPE', env.payload.length <= most, 'E_SIZE') && readJson(env.payload);
  return must(isObject(p) && Number.isInteger(p.v), 'E_FIELD', p?.v === 1, 'E_VERSION') && p; }
// ---- Keys and signatures, charters, key manifests (act.md 5 to 7)
const P = 2n ** 255n - 19n, yOf = (bytes) => little(bytes) & (2n ** 255n - 1n), DER = '302a300506032b6570032100';
const little = (bytes) => BigInt(`0x0${bytesOf(bytes).reverse().toString('hex')}`);
const SMALL = [0n, 1n, P - 1n, P, P + 1n, ...['26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'].map((x) => little(bytesOf(x, 'hex')))];
function readKey(text) {
  const der = base64(text, true, 'E_KEY'), y = yOf(der.subarray(12)), start = der.toString('hex', 0, 12);
  must(der.length === 44 && start === DER, 'E_KEY', !SMALL.includes(y), 'E_KEY_SMALL', y < P, 'E_KEY');
  return { id: hex(der), pub: crypto.createPublicKey({ key: der, format: 'der', type: 'spki' }) }; }
const isGood = (key, pae, sig) => key && sig.length === 64 && !SMALL.includes(yOf(sig.subarray(0, 32)))
  && crypto.verify(null, pae, key.pub, sig);
const alone = ({ signatures: [one, ...more] }, p) => must(!more.length, 'E_SIGS', one.keyid === p.key, 'E_KEY');
const signedBy = ({ p, env }, nodes) => must(nodes.has(p.key), 'E_KEY', isGood(nodes.get(p.key), env.pae,
  env.signatures[0].sig), 'E_SIG');
function rootsThatSigned({ pae, signatures: list }, roots) {
  list.forEach(({ keyid, sig }, i) => must(roots.has(keyid), 'E_KEY', !list.slice(0, i).some((s) => s.keyid === keyid),
    'E_SIGS', isGood(roots.get(keyid), pae, sig), 'E_SIG'));
  return (keys) => must(list.filter((s) => keys.root.has(s.keyid)).length >= keys.threshold, 'E_SIGS'); }
function keySet({ root: { keys, threshold }, node, tls, age }, n, id) {
  const roots = keys.map(readKey), nodes = node.map(readKey), all = idsOf([...roots, ...nodes]);
  must(threshold <= roots.length, 'E_FIELD', distinct(all), 'E_KEY', distinct(tls) && distinct(age), 'E_FIELD');
  return { n, id, root: byId(roots), threshold, node: byId(nodes), all }; }
const KEYS = { root: shape({ keys: listOf(isString, 1, 8), threshold: between(1, 8) }), approval: isObject,
  node: listOf(isString, 1, 4), tls: listOf(isHash, 0, 4), age: listOf(re(/^age1[02-9ac-hj-np-z]{58}$/), 0, 4) };
const isNames = mapOf(isLanguage, isFilled), isOld = shape({ seq: isCount, id: isHash, size: isCount, root: isHash });
const isCharter = shape({ v: isCount, kind: only('charter'), title: isFilled, salt: isSalt,
  limits: shape({}, { payload: between(1024, 32768), blob: between(0, BLOB_MOST), marking: isToken }),
  continues: orNull(shape({ channel: isHash, heads: mapOf(isParty, isOld) })),
  parties: listOf(shape({ id: isParty, name: (x) => isNames(x) && names(x).length > 0, ...KEYS }), 1, 16) });
function readCharter(line, complete = true, standard = false) {
  const env = readEnvelope(line, standard), p = readPayload(env, 'charter');
  must(isCharter(p) && ascending(p.parties.map((x) => x.id)), 'E_FIELD');
  const texts = [p.title, ...p.parties.flatMap((x) => values(x.name))], given = p.parties.map((x) => names(x.approval));
  must(texts.every(isOfLength), 'E_LIMIT', !given.flat().length, 'E_APPROVAL');
  const keys = new Map(p.parties.map((x) => [x.id, keySet(x, 0, env.id)])), sets = [...keys.values()];
  must(distinct(sets.flatMap((k) => k.all)), 'E_KEY');
  const met = rootsThatSigned(env, new Map(sets.flatMap((k) => [...k.root]))); if (complete) sets.forEach(met);
  return { id: env.id, keys, parties: [...keys.keys()], limits: { payload: 32768, blob: BLOB_MOST, ...p.limits } }; }
const isManifest = shape({ v: isCount, kind: only('keys'), party: isParty, channel: isHash, n: isCount, prev: isHash,
  salt: isSalt, ...KEYS });
function readManifest(env, channel, party, old) { const p = readPayload(env, 'keys');
  must(isManifest(p), 'E_FIELD', !names(p.approval ?? {}).length, 'E_APPROVAL', p.channel === channel, 'E_CHANNEL',
    p.party === party, 'E_PARTY', p.n === old.n + 1, 'E_FIELD', p.prev === old.id, 'E_PREV');
  const keys = keySet(p, p.n, env.id), met = rootsThatSigned(env, new Map([...old.root, ...keys.root]));
  return met(old) && met(keys) && keys; }
// ---- Acts and contents (act.md 8, 9)
const ANSWER = shape({ version: isHash }, { reason: isString }), BODIES = { join: shape({ charter: isHash }),
  propose: shape({ record: isSalt, base: orNull(isHash), content: isBlob }), ack: shape({}), decline: ANSWER,
  accept: shape({ version: isHash, content: isHash }), withdraw: ANSWER, keys: shape({ manifest: () => true }),
  statement: shape({ topic: isTopic, record: isSalt },
    { version: isHash, replaces: isHash, data: isObject, content: isBlob }) };
const isAct = shape({ v: isCount, channel: isHash, party: isParty, seq: isCount, prev: orNull(isHash), time: isTime,
  seen: mapOf(isParty, shape({ seq: isCount, id: isHash })), salt: isSalt, key: isHash, office: isToken,
  kind: (x) => isString(x) && has(BODIES, x), body: isObject });
function readAct(env) { must(env.type === 'act', 'E_TYPE', env.signatures.length === 1, 'E_SIGS');
  const p = readPayload(env, 'act'), { kind, body, party, seq, seen } = p, automatic = ['join', 'ack', 'keys'];
  must(!has(p, 'approvals'), 'E_APPROVAL', isAct(p) && BODIES[kind](body) && !has(seen, party)
    && (seq === 0) === (kind === 'join') && automatic.includes(kind) === (p.office === 'node'), 'E_FIELD');
  must(names(seen).length <= 15 && !(body.content?.size > BLOB_MOST)
    && (kind === 'keys' || inside(body).filter(isString).every(isOfLength)), 'E_LIMIT');
  const manifest = kind === 'keys' && openEnvelope(body.manifest), on = kind === 'propose' ? env.id : body.version;
  must(!manifest || manifest.type === 'keys', 'E_TYPE', (seq === 0) === (p.prev === null), 'E_PREV',
    seq > 0 || body.charter === p.channel, 'E_CHANNEL');
  return alone(env, p) && { id: env.id, env, p, kind, body, party, seq, manifest, on }; }
const isFree = (x) => !inside(x).includes(null), isRich = (x) => isObject(x) && names(x).length > 0 && isFree(x);
const isDisputed = (x) => listOf(shape({ by: isParty, is: isFree }), 2, Infinity)(x) && ascending(x.map((y) => y.by));
const isField = shape({}, { is: isFree, withheld_by: isParty, disputed: isDisputed });
const isFileName = re(/^(?!\.{1,2}$)[^\p{Cc}/\\]{1,255}$/u), isSize = between(0, BLOB_MOST);
const isAttached = shape({ sha256: isHash, size: isSize, type: isMedia, name: isFileName }, { marking: isToken });
const isContent = shape({ kind: isToken, marking: isToken, schema: only(1), salt: isSalt, fields: mapOf(isTopic,
  (x) => isField(x) && names(x).length === 1), attachments: listOf(isAttached, 0, 256) }, { national: isRich });
function readContent(blob, parties) {
  const p = must(Buffer.byteLength(blob) <= 1048576, 'E_SIZE') && readJson(bytesOf(blob), 16);
  must(isObject(p), 'E_CONTENT', parties === 1 || !has(p, 'national'), 'E_NATIONAL');
  return must(!Number.isInteger(p.schema) || p.schema === 1, 'E_VERSION', isContent(p), 'E_CONTENT') && p; }
const leaf = (act) => sha(bytesOf([0]), act.env.pae); // ---- Channels (channel.md), ingest (exchange.md 3)
function merkle(leaves) {
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1)), two = [leaves.slice(0, half), leaves.slice(half)];
  return leaves.length < 2 ? leaves[0] ?? sha('') : sha(bytesOf([1]), ...two.map(merkle)); }
function openChannel({ id, parties, limits, keys: first }) { const acts = new Map(), waiting = new Map();
  const all = () => [...acts.values()], order = (a, b) => a.seq - b.seq || (a.id < b.id ? 1 : -1);
  const feed = (party) => all().filter((a) => a.party === party).sort(order), head = (party) => feed(party).at(-1);
  const forked = (q) => !distinct(feed(q).map((a) => a.seq)), keys = (q) => head(q)?.next ?? first.get(q);
  const root = (party) => (forked(party) ? null : merkle(feed(party).map(leaf)).toString('hex'));
  const headOf = ({ seq, id: last, party }) => ({ seq, id: last, size: seq + 1, root: root(party) });
  const heads = () => object(parties.filter(head), (q) => headOf(head(q)));
  const forks = () => parties.filter(forked).flatMap((party) => [...new Set(feed(party).map((a) => a.p.prev))]
    .map((prev) => feed(party).filter((a) => a.p.prev === prev)).filter((twins) => twins.length > 1)
    .map((t) => ({ party, seq: t[0].seq, ids: idsOf(t) })).sort((a, b) => a.seq - b.seq || byName(a.ids, b.ids)));
  function admit(act) {
    const { p, party, seq, body } = act, said = names(p.seen), seen = said.map((q) => acts.get(p.seen[q].id));
    must(p.channel === id, 'E_CHANNEL', [party, ...said].every((q) => parties.includes(q)), 'E_PARTY',
      act.env.payload.length <= limits.payload && !(body.content?.size > limits.blob), 'E_LIMIT');
    const prev = p.prev === null ? null : acts.get(p.prev) ?? fail('W_GAP');
    must(!prev || (prev.party === party && prev.seq === seq - 1), 'E_PREV', said.every((q, i) => !seen[i]
      || (seen[i].party === q && seen[i].seq === p.seen[q].seq)), 'E_FIELD', !seen.includes(undefined), 'W_CAUSE');
    const told = (a) => a.party === party || (has(p.seen, a.party) && p.seen[a.party].seq >= a.seq);
    const below = seen.flatMap((a) => [...a.past]), own = prev ? [prev, ...prev.past] : [];
    const past = new Set([...below, ...seen, ...own]), now = prev ? prev.next : first.get(party);
    must(own.every(told), 'E_SEEN_ROLLBACK', below.every((a) => a.party !== party || a.seq < seq), 'E_SELF_FUTURE',
      below.every(told), 'E_SEEN_NOT_CLOSED', distinct([...past].map((a) => pad(a.seq) + a.party)), 'E_FORK_MIX');
    const next = signedBy(act, now.node) && act.manifest ? readManifest(act.manifest, id, party, now) : now;
    acts.set(act.id, Object.assign(act, { past, next })); }
  function retry() {
    const out = [...waiting].filter(([, a]) => acts.has(a.id) || !(a.code = attempt(() => admit(a)))?.startsWith('W_'));
    if (out.map(([line]) => waiting.delete(line)).length) retry(); }
  function offer(act, line) {
    if (acts.has(act.id) || waiting.has(String(line))) return false;
    const code = attempt(() => admit(act)), node = must(!code || code.startsWith('W_'), code) && keys(act.party).node;
    if (code && node.has(act.p.key)) signedBy(act, node);
    return code ? waiting.set(String(line), act) : !retry(); }
  return { id, parties, limits, acts, waiting, all, feed, head, keys, forked, heads, forks, admit, offer }; }
// ---- The fold (fold.md)
const ANSWERS = ['propose', 'accept', 'decline'];
function view({ parties, acts, feed }, set) { // what follows from a set of acts that count
  const valid = set.filter((a) => !a.void), every = valid.filter((a) => a.kind === 'propose');
  const of = (v, ...kinds) => valid.filter((a) => a.on === v.id && kinds.includes(a.kind)), proposals = byId(every);
  const consents = (v) => of(v, 'propose', 'accept'), full = (v) => signed(v).length === N, N = parties.length;
  const signed = (v, list = consents(v)) => parties.filter((q) => list.some((a) => a.party === q));
  const siblings = ({ id, body: { record, base } }) => every.filter((t) => t.id !== id && t.body.record === record
    && t.body.base === base); const agreed = (v) => proposals.has(v.id) && full(v) && !siblings(v).some(full);
  const turn = ({ record, base }) => (base ? 1 + turn(acts.get(base).body) : sha(bytesOf(record, 'hex'))[0] >> 7);
  const rank = ({ party, body }) => (N + parties.indexOf(party) - (turn(body) % N)) % N;
  const crosses = (t, v) => t.party !== v.party && !t.past.has(v) && !v.past.has(t) && rank(t) < rank(v);
  function dead(v) { const there = signed(v), missing = (a) => !there.includes(a.party), others = set.filter(missing);
    return full(v) ? null : firstOf(['declined', () => of(v, 'decline').some(missing)],
      ['withdrawn', () => of(v, 'withdraw').some((w) => others.some((a) => a.past.has(w)))],
      ['superseded', () => siblings(v).some(agreed)], ['crossed', () => siblings(v).some((t) => crosses(t, v))]); }
  const got = (y, v) => consents(v).filter((c) => c === y || y.past.has(c));
  const acknowledged = (v) => agreed(v) && parties.every((q) => feed(q).some((y) => signed(v, got(y, v)).length === N));
  function judge(act) { // the code of an act without effect, this being its past
    const { kind, body, on } = act, mine = (a) => a.party === act.party, v = proposals.get(on);
    const base = proposals.get(body.base), said = (t, ...kinds) => of(t, ...kinds).some(mine);
    const bound = (t) => said(t, 'propose', 'accept') && !dead(t), left = (t) => mine(t) && said(t, 'withdraw');
    const rules = { propose: [['V_STALE_BASE', () => body.base && !(base?.body.record === body.record && agreed(base))],
      ['V_STALE_BASE', () => siblings(act).some(agreed)],
      ['V_EXCLUSIVE', () => siblings(act).some((t) => bound(t) && !left(t))]],
    accept: [['V_CONTENT', () => body.content !== v.body.content.sha256], ['V_ANSWERED', () => said(v, ...ANSWERS)],
      ['V_WITHDRAWN_SEEN', () => of(v, 'withdraw').length], ['V_DEAD', () => dead(v)],
      ['V_EXCLUSIVE', () => siblings(v).some(bound)]], decline: [['V_ANSWERED', () => said(v, ...ANSWERS)]],
    withdraw: [['V_NOT_MINE', () => !said(v, 'propose', 'accept')], ['V_ANSWERED', () => said(v, 'withdraw')],
      ['V_NOT_OPEN', () => agreed(v)]] };
    return firstOf(['V_NOT_OPEN', () => kind !== 'propose' && rules[kind] && !v], ...rules[kind] ?? []); }
  const late = ({ kind, body, on }, v = proposals.get(on)) => kind === 'statement' && on
    && (v?.body.record !== body.record || dead(v) || (agreed(v) && every.some((t) => t.body.base === on && agreed(t))));
  return { every, consents, signed, full, agreed, dead, acknowledged, judge, late }; }
function fold(channel) { const { id, parties, feed, heads, forks } = channel, all = channel.all(), records = {};
  const pastOf = (a) => view(channel, [...a.past]); for (const a of all) a.void = pastOf(a).judge(a);
  const first = new Map(forks().reverse().map((f) => [f.party, f.seq]));
  const relies = (q, x) => q === x.party || feed(q).some((a) => a.past.has(x));
  const counts = (x) => !(x.seq >= first.get(x.party)) || (parties.length > 1 && parties.every((q) => relies(q, x)));
  const world = view(channel, all.filter(counts)), whole = view(channel, all);
  for (const v of whole.every) {
    const { record, base, content } = v.body, agreed = world.agreed(v), reason = agreed ? null : world.dead(v);
    const contested = world.full(v) || !whole.consents(v).every(counts) ? 'contested' : 'open';
    (records[record] ??= { agreed: [], versions: {} }).versions[v.id] = { party: v.party, base, content: content.sha256,
      state: agreed ? 'agreed' : reason ? 'dead' : contested, reason, signed: world.signed(v),
      acknowledged: world.acknowledged(v) }; }
  for (const { agreed, versions } of values(records)) {
    const on = (base) => names(versions).find((v) => versions[v].base === base && versions[v].state === 'agreed');
    for (let v = on(null); v; v = on(v)) agreed.push(v); }
  const chains = entries(records).sort(byName).filter(([, row]) => row.agreed.length).map(([r, row]) => [r,
    row.agreed.map((v) => [v, row.versions[v].content])]);
  const none = object(idsOf(all.filter((a) => a.void)), (x) => channel.acts.get(x).void), agreed = hex(encode(chains));
  const standing = { v: 1, channel: id, heads: heads(), forks: forks(), records, void: none, agreed };
  return { standing: { ...standing, standing: hex(encode(standing)) }, uncounted: idsOf(all.filter((a) => !counts(a))),
    late: idsOf(all.filter((a) => pastOf(a).late(a))) }; }
// ---- Files: the tar, the manifest of files, opening, verifying an export (bundle.md 2 to 6 and 10)
function header(name, size) {
  const octal = (n, width) => n.toString(8).padStart(width, '0'), zeros = (n) => '\0'.repeat(n), none = '0000000\x00';
  const fill = (sum) => bytesOf(`${name.padEnd(100, '\0')}0000644\x00${none}${none}${octal(size, 11)}\x00${
    octal(0, 11)}\x00${sum}0${zeros(100)}ustar\x0000${zeros(64)}${none}${none}${zeros(167)}`);
  return fill(`${octal(fill(' '.repeat(8)).reduce((a, b) => a + b), 6)}\x00 `); }
function* readTar(tar, most = Infinity) { let at = 0, h;
  while ((h = tar.subarray(at, at + 512)).some(some) || h.length < 512) {
    const name = h.toString('latin1', 0, 100).split('\0')[0], digits = h.toString('latin1', 124, 135);
    const size = parseInt(digits, 8), end = at + 512 + size, next = end + ((512 - (size % 512)) % 512);
    must(h.length === 512, 'E_CUT', re(/^[ -~]+$/)(name) && re(/^[0-7]{11}$/)(digits), 'E_TAR');
    must(h.equals(header(name, size)), 'E_TAR', next <= most, 'E_SIZE', next <= tar.length, 'E_CUT');
    must(!tar.subarray(end, next).some(some), 'E_TAR'); yield [name, tar.subarray(end - size, end)]; at = next; }
  must(tar.length >= at + 1024, 'E_CUT', tar.length === at + 1024 && !tar.subarray(at).some(some), 'E_TAR'); }
const oneLine = (bytes) => must(bytes.at(-1) === 10, 'E_CUT') && bytes.subarray(0, -1);
const lines = (b) => (b.length ? oneLine(b).toString('latin1').split('\n').map((x) => bytesOf(x, 'latin1')) : []);
const feedOf = (name) => /^feeds\/([^/]*)/.exec(name)?.[1], blobOf = (name) => /^blobs\/(.*)/.exec(name)?.[1];
const FEEDS = '(feeds/(?![.])[a-z0-9.-]{1,64}/(0|[1-9]\\d{0,8})-(0|[1-9]\\d{0,8}).jsonl\n)*';
const START = '^charter.json\n(keys.jsonl\n)?', END = '.txt\nSHA256SUMS$', BLOBS = '(blobs/[0-9a-f]{64}\n)*';
const members = (...parts) => new RegExp([START, ...parts, END].join('').replaceAll('.', '\\.'));
const MEMBERS = { bundle: members(FEEDS, BLOBS, 'summary'), export: members('acts.jsonl\n', BLOBS, 'README') };
const isHead = shape({ seq: isCount, id: isHash, size: isCount, root: orNull(isHash) });
const isHeads = mapOf(isParty, (x) => isHead(x) && x.size === x.seq + 1);
const isOfFiles = shape({ v: isCount, kind: (x) => isString(x) && has(MEMBERS, x), channel: isHash, from: isParty,
  to: listOf(isParty, 0, 15), number: between(0, 999999999), part: between(1, 9999), parts: between(1, 9999),
  heads: isHeads, ranges: mapOf(isParty, shape({ first: isCount, last: between(0, 999999999), count: isCount })),
  files: listOf(shape({ name: isString, sha256: isHash, size: isCount }), 0, Infinity), time: isTime, salt: isSalt,
  have: mapOf(isParty, between(1, Infinity)), answers: orNull(isHash), wants: listOf(isHash, 0, 1024), key: isHash });
function readOfFiles(bytes, wanted) {
  const env = readEnvelope(oneLine(bytes), true, 25165824), m = readPayload(env, 'manifest', Infinity);
  must(isOfFiles(m), 'E_FIELD', m.files.length <= 65536, 'E_LIMIT'); const bundle = m.kind === 'bundle',
    ranges = entries(m.ranges), listed = m.files.map((f) => f.name), sum = m.files.at(-1);
  const feeds = ranges.map(([q, r]) => `feeds/${q}/${r.first}-${r.last}.jsonl`), inFeeds = listed.filter(feedOf);
  const sums = m.files.slice(0, -1).map((f) => `${f.sha256}  ${f.name}\n`).join(''); must(ascending(m.to)
    && !m.to.includes(m.from) && bundle === m.to.length > 0 && bundle === m.number > 0 && m.part <= m.parts
    && ascending(m.wants) && ranges.every(([q, r]) => r.first <= r.last && r.count > r.last - r.first && has(m.heads, q)
    && m.heads[q].size > r.last), 'E_MANIFEST', bundle || (m.parts === 1 && ranges.length === names(m.heads).length
    && ranges.every(([, r]) => r.first === 0) && !names(m.have).length && m.answers === null && !m.wants.length),
    'E_MANIFEST', MEMBERS[m.kind].test(listed.join('\n')) && ascending(inFeeds) && ascending(listed.filter(blobOf)),
    'E_MEMBER', m.files.every((f) => (blobOf(f.name) ?? f.sha256) === f.sha256), 'E_BLOB', !bundle
    || encode(feeds.sort()) === encode(inFeeds), 'E_MANIFEST', sum?.size === sums.length && sum.sha256 === hex(sums),
    'E_HASH'); return alone(env, m) && must(m.kind === wanted, 'E_MANIFEST') && { m, env }; }
function open(members, wanted, channel, me) {
  const next = () => members.next().value ?? fail('E_MEMBER'), [first, bytes] = next();
  const { m, env } = must(first === 'manifest.json', 'E_MEMBER') && readOfFiles(bytes, wanted);
  const size = (test) => m.files.filter((f) => test(f.name)).reduce((sum, f) => sum + f.size, 0);
  must(m.from !== me, 'E_SENDER', !me || m.to.includes(me), 'E_RECEIVER', !channel || m.channel === channel,
    'E_CHANNEL', !me || (size(some) <= 2 ** 27 && size(feedOf) <= 2 ** 25), 'E_SIZE');
  const rest = (function* read() {
    for (const f of m.files) { const [name, b] = next();
      must(name === f.name, 'E_MEMBER', b.length === f.size && hex(b) === f.sha256, 'E_HASH'); yield [name, b]; }
    must(members.next().done, 'E_MEMBER'); }());
  const charter = readCharter(oneLine(rest.next().value[1]), true, true); must(charter.id === m.channel, 'E_CHANNEL',
    [m.from, ...m.to, ...names(m.heads), ...names(m.have)].every((q) => charter.keys.has(q)), 'E_PARTY');
  const follow = (old, line) => readManifest(readEnvelope(line, true), charter.id, m.from, old);
  const told = m.files[1].name === 'keys.jsonl' ? lines(must(m.files[1].size, 'E_MEMBER') && rest.next().value[1]) : [];
  const keys = told.reduce(follow, charter.keys.get(m.from));
  return signedBy({ p: m, env }, keys.node) && { m, charter, keys, rest, bytes }; }
function takeOther(channel, blobs, name, bytes) {
  if (blobOf(name)) blobs.set(blobOf(name), must(bytes.length <= channel.limits.blob, 'E_SIZE') && bytes);
  if (name.endsWith('.txt'))
    must(bytes.length <= 65536, 'E_SIZE', !/[^\P{Cc}\n]|[\u202a-\u202e]/u.test(decode(bytes, 'E_TEXT')), 'E_TEXT'); }
function named({ parties }, acts, held, blobs = held) { // the hashes that acts, and the contents held, name
  const found = new Set(acts.map((a) => a.body.content?.sha256).filter(some)), attached = (h) => attempt(() =>
    readContent(held.get(h), parties.length).attachments.forEach((f) => found.add(f.sha256)));
  [...found].filter((h) => held.has(h)).forEach(attached);
  return must([...blobs.keys()].every((h) => found.has(h)), 'E_BLOB') && [...found]; }
function verifyExport(members, wanted) { // bundle.md 10
  const { m, charter, keys, rest } = open(members, 'export', wanted), ch = openChannel(charter), blobs = new Map();
  const counts = () => object(charter.parties.filter(ch.head), (q) => ch.feed(q).length);
  for (const [name, bytes] of rest) { takeOther(ch, blobs, name, bytes); if (name !== 'acts.jsonl') continue;
    for (const line of lines(bytes)) {
      const act = readAct(readEnvelope(line, true)), code = must(!ch.acts.has(act.id), 'E_COUNT')
        && attempt(() => ch.admit(act)); must(!code, code?.startsWith('W_') ? 'E_ORDER' : code); }
    const heads = ch.heads(), range = (q) => ({ first: 0, last: heads[q].seq, count: counts()[q] });
    must(encode(object(names(heads), range)) === encode(m.ranges), 'E_COUNT', encode(heads) === encode(m.heads),
      'E_HEAD', ch.forked(m.from) || ch.keys(m.from).id === keys.id, 'E_KEY'); }
  const { heads, forks, agreed, standing, void: none } = fold(ch).standing, wants = named(ch, ch.all(), blobs);
  return { channel: ch.id, author: m.from, acts: counts(), heads, forks, void: names(none).length, agreed, standing,
    blobs: blobs.size, absent: wants.filter((h) => !blobs.has(h)).sort() }; }
function evidence({ parties, acts, waiting, head, heads, forked }, party, said, older) { // exchange.md 6
  const newest = head(party), size = (q) => said[q]?.size ?? 0, ours = heads();
  const differ = (a, b) => a?.root && b?.root && a.size === b.size && (a.id !== b.id || a.root !== b.root);
  const why = (q, h = said[q], old = older?.[q]) => firstOf(['smaller', () => size(q) < old?.size],
    ['other', () => differ(h, old)], ['acts', () => size(q) <= ((q === party ? newest : newest?.p.seen[q])?.seq ?? -1)],
    ['other', () => !forked(q) && h?.root && ((h.size <= ours[q]?.size && !acts.has(h.id)) || differ(h, ours[q]))]);
  const hidden = [...waiting.values()].filter((a) => a.party === party).flatMap((a) => entries(a.p.seen))
    .filter(([q, { id, seq }]) => !acts.has(id) && seq >= size(q));
  return [...parties.filter((q) => why(q)).map((feed) => ({ code: 'F_ROLLBACK', feed, why: why(feed) })),
    ...new Map(hidden.map(([feed, { id }]) => [id, { code: 'F_WITHHELD', feed, why: 'seen' }])).values()]; }
const isHave = shape({ v: isCount, kind: only('have'), channel: isHash, feeds: isHeads, party: isParty, key: isHash,
  nonce: isSalt, time: isTime }, { to: isParty });
function readHave(line, channel, me, nonce) { // exchange.md 2
  const env = readEnvelope(line), p = readPayload(env, 'have'), { parties } = must(isHave(p), 'E_FIELD') && channel;
  must(p.channel === channel.id, 'E_CHANNEL', [p.party, ...names(p.feeds)].every((q) => parties.includes(q)), 'E_PARTY',
    p.party !== me, 'E_SENDER', !me || p.to === me, 'E_RECEIVER', !nonce || p.nonce === nonce, 'E_NONCE');
  return alone(env, p) && signedBy({ p, env }, channel.keys(p.party).node) && p; }
function takeFeed(channel, party, bytes, { first, last, count }) {
  const feed = lines(bytes).map((line) => ({ ...readAct(readEnvelope(line, true)), line })),
    seqs = feed.map((a) => a.seq);
  return must(feed.every((a) => a.party === party), 'E_COUNT', feed.every((a) => a.p.channel === channel.id),
    'E_CHANNEL', feed.length === count && seqs[0] === first && seqs.at(-1) === last
    && new Set(seqs).size === last - first + 1 && ascending(feed.map((a) => pad(a.seq) + a.id)), 'E_COUNT') && feed; }
function take(state, tar, me) { // bundle.md 7
  const { channel: ch } = state, { m, keys, rest, bytes } = open(readTar(tar, 2 ** 27), 'bundle', ch.id, me);
  const age = pad(keys.n) + pad(m.number), old = state.taken.filter((t) => t.m.from === m.from), blobs = new Map();
  const forks = ch.forks().length, already = old.some((t) => t.bytes.equals(bytes)), files = [...rest], all = ch.all();
  const sizes = () => object(ch.parties.filter(ch.head), (q) => ch.head(q).seq + 1), found = [];
  const answer = (late, admitted, duplicates) => ({ already, late, admitted, duplicates, waiting: ch.waiting.size,
    blobs: [...blobs.keys()].sort(), evidence: found.sort(), sizes: sizes() });
  if (already) return answer(false, {}, 0);
  const acts = files.flatMap(([n, b]) => (feedOf(n) ? takeFeed(ch, feedOf(n), b, m.ranges[feedOf(n)]) : []));
  const offered = acts.filter((a) => ch.offer(a, a.line)), twice = acts.length - offered.length;
  const held = [...ch.all(), ...ch.waiting.values()], fresh = ch.all().filter((a) => !all.includes(a));
  offered.forEach((a) => must(held.includes(a), a.code)); files.forEach(([name, b]) => takeOther(ch, blobs, name, b));
  named(ch, held, state.blobs = new Map([...state.blobs, ...blobs]), blobs);
  const same = old.filter((t) => t.age === age && t.keys.id === keys.id), older = old.filter((t) => t.age < age);
  const common = (x) => encode({ ...x, part: 0, ranges: 0, files: 0, time: 0, key: 0 });
  if (same.some((t) => t.m.part === m.part || common(t.m) !== common(m))) found.push('F_NUMBER');
  const before = older.sort((a, b) => (a.age < b.age ? 1 : -1))[0]?.m.heads, ours = sizes();
  const late = ch.keys(m.from).n > keys.n || old.some((t) => t.age > age); state.taken.push({ m, keys, age, bytes });
  const words = late ? [] : evidence(ch, m.from, m.heads, before);
  const here = (q, { size }) => new Set(held.filter((a) => a.party === q && a.seq < size).map((a) => a.seq)).size;
  const lacks = (q, h = m.heads[q]) => here(q, h) < h.size || (!h.root && !held.some((a) => a.id === h.id));
  const short = (q) => lacks(q) && (ours[q] ?? 0) >= (m.have[q] ?? 0), mine = fresh.find((a) => a.party === me);
  const whole = new Set([m.part, ...same.map((t) => t.m.part)]).size === m.parts; if (mine) found.push('F_OWN');
  const cut = !late && !words.length && whole ? names(m.heads).filter(short) : [], news = ch.forks().slice(forks);
  found.push(...words.map((w) => w.code), ...cut.map(() => 'F_WITHHELD'), ...news.map(() => 'F_FORK'));
  return answer(late, object(fresh.map((a) => a.party), (q) => fresh.filter((a) => a.party === q).length), twice); }
const ids = (keys) => [...keys.keys()].sort(), pairOf = ({ root, node }) => ({ root: ids(root), node: ids(node) });
const load = (input, channel = openChannel(readCharter(input.charter))) =>
  input.lines.forEach((line) => channel.offer(readAct(readEnvelope(line)), line)) ?? channel;
const DOORS = { // vectors.md
  act({ line, node }) {
    const act = readAct(readEnvelope(line)), { channel, party, seq, kind } = act.p, nodes = byId(node.map(readKey));
    return signedBy(act, nodes) && { id: act.id, leaf: leaf(act).toString('hex'), channel, party, seq, kind }; },
  charter: ({ line, complete }, { id, parties, keys } = readCharter(line, complete)) =>
    ({ channel: id, parties: object(parties, (q) => pairOf(keys.get(q))) }),
  keys({ charter, party, manifests }) {
    const c = readCharter(charter), follow = (old, line) => readManifest(readEnvelope(line), c.id, party, old);
    const keys = manifests.reduce(follow, c.keys.get(party)), { n, id, threshold } = keys;
    return { n, id, threshold, ...pairOf(keys) }; },
  content: ({ blob, parties }, { kind, marking, fields } = readContent(blob, parties)) =>
    ({ sha256: hex(blob), kind, marking, fields: names(fields).sort() }),
  channel(input) { const { acts, parties, admit, heads, forks, keys } = openChannel(readCharter(input.charter));
    for (const env of input.lines.map((line) => readEnvelope(line))) if (!acts.has(env.id)) admit(readAct(env));
    return { acts: acts.size, heads: heads(), forks: forks(), keys: object(parties, (q) => keys(q).n) }; },
  fold: (input, channel = load(input)) => ({ ...fold(channel), waiting: idsOf([...channel.waiting.values()]) }),
  have({ line, older, me, nonce, ...input }) {
    const ch = load(input), { party, feeds } = readHave(line, ch, me, nonce), heads = ch.heads();
    const size = (q) => feeds[q]?.size ?? 0, lacks = object(names(heads).filter((q) => heads[q].size > size(q)), size);
    return { party, lacks, evidence: nonce ? evidence(ch, party, feeds, older && readHave(older, ch).feeds) : [] }; },
  bundle({ charter, before, tar, me }) {
    const state = { channel: openChannel(readCharter(charter)), taken: [], blobs: [] };
    for (const old of before) take(state, bytesOf(old, 'base64'), me); return take(state, tar, me); },
  export: ({ tar, channel }) => verifyExport(readTar(tar), channel) };
const list = (folder, recursive = false) => fs.readdirSync(folder, { recursive }).sort();
function runVectors(folder) {
  const files = names(DOORS).flatMap((door) => list(`${folder}/${door}`).map((x) => `${door}/${x}`));
  const failed = files.filter((file) => {
    const { door, input, expect } = JSON.parse(fs.readFileSync(`${folder}/${file}`, 'utf8'));
    for (const [k, x] of entries(input)) if (k.endsWith('_b64')) input[k.slice(0, -4)] = bytesOf(x, 'base64');
    let found; const code = attempt(() => { found = DOORS[door](input); }), answer = encode(code ? { code } : found);
    return answer !== encode(expect) && !console.log(`${file}: expected ${encode(expect)}, found ${answer}`); });
  console.log(`${files.length - failed.length} passed, ${failed.length} failed`); return !failed.length; }
function* readFolder(folder) { // manifest charter keys acts blobs README SHA256SUMS: their first letters all differ
  const place = (name) => 'mckabRS'.indexOf(name[0]), isFile = (name) => fs.statSync(`${folder}/${name}`).isFile();
  const found = list(folder, true).filter(isFile).sort((a, b) => place(a) - place(b));
  for (const name of found) yield [name, fs.readFileSync(`${folder}/${name}`)]; }
function runExport(where) {
  const members = fs.statSync(where).isDirectory() ? readFolder(where) : readTar(fs.readFileSync(where));
  return !attempt(() => console.log(JSON.stringify(verifyExport(members), null, 1)), console.log); }
process.exitCode = { vectors: runVectors, export: runExport }[process.argv[2]](process.argv[3]) ? 0 : 1;
