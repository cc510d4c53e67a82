// The search: its index (docs/explanation/search-index.md), and the page.

// Words, as the index takes them apart

const LONGEST = 60; // bytes of a word
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Letters {
  constructor({ marks, dropped, alike, unspaced, elided, within }) {
    const word = `[\\p{L}\\p{N}_${marks}]+`;
    this.word = new RegExp(`${word}(?:['’]${word})*`, "gu");
    this.dropped = new RegExp(`[${dropped}]`, "gu");
    this.alike = alike;
    this.letter = new RegExp(`[${Object.keys(alike).join("")}]`, "gu");
    this.runs = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, "gu");
    this.unspaced = new RegExp(`^[${unspaced}]`, "u");
    this.elided = new Set(elided);
    this.within = within;
  }

  parts(word) {
    const [first, ...rest] = word.split(/['’]/);
    if (rest.length && this.elided.has(first)) return [first, ...this.parts(rest.join("'"))];
    return [first, ...rest].join("'").match(this.runs).flatMap((run) => {
      const letters = [...run];
      if (letters.length < 2 || !this.unspaced.test(run)) return [run];
      return letters.slice(1).map((letter, at) => letters[at] + letter);
    });
  }

  fold(word) {
    let found = word.normalize("NFKD").toLowerCase().normalize("NFKD").replace(this.dropped, "");
    found = found.replace(this.letter, (letter) => this.alike[letter]).normalize("NFC");
    found = (found.replace(/['’_]/g, "").match(this.word) ?? []).join("");
    const bytes = encoder.encode(found);
    return bytes.length > LONGEST ? new TextDecoder().decode(bytes.subarray(0, LONGEST), { stream: true }) : found;
  }

  read(text) {
    return [...text.matchAll(this.word)].flatMap(({ 0: match, index: from }) => {
      const pieces = match.normalize("NFC").toLowerCase().replaceAll("_", " ").match(this.word) ?? [];
      return pieces.flatMap((piece) => this.parts(piece))
        .map((part) => ({ form: this.fold(part), from, to: from + match.length })).filter((word) => word.form);
    });
  }

  forms(text) {
    return this.read(text).map((word) => word.form);
  }

  query(text, isOpen) {
    const found = [];
    const plain = text.replace(/[“”„«»]/g, '"');
    for (const [, minus, phrase, run] of plain.matchAll(/(-?)"([^"]*)"?|(\S+)/g)) {
      const isExcluded = (minus ?? run).startsWith("-");
      const words = this.forms(phrase ?? run);
      if (words.length && (isExcluded || phrase !== undefined)) found.push({ words, isPhrase: words.length > 1, isExcluded });
      else found.push(...words.map((word) => ({ words: [word] })));
    }
    const last = found.at(-1);
    if (isOpen && last && !last.isPhrase && !last.isExcluded && this.forms([...plain].at(-1)).length) last.isOpen = true;
    return found;
  }
}

function likeness(word, other) {
  const [one, two] = [[...word], [...other]];
  let same = 0;
  while (one[same] && one[same] === two[same]) same += 1;
  return same >= 4 && Math.max(one.length, two.length) - same <= 3 ? same : 0;
}

function distance(word, other) {
  const [one, two] = [[...word], [...other]];
  const rows = [[0, ...two].map((_, at) => at)];
  one.forEach((letter, row) => {
    const [before, above, here] = [rows[row - 1], rows[row], [row + 1]];
    two.forEach((sign, column) => {
      const isTurned = row && column && one[row - 1] === sign && letter === two[column - 1];
      here.push(Math.min(above[column + 1] + 1, here[column] + 1, above[column] + Number(letter !== sign),
        isTurned ? before[column - 1] + 1 : Infinity));
    });
    rows.push(here);
  });
  return rows.at(-1).at(-1);
}

// The files of the index

const FIELDS = [1, 2, 4, 8]; // flags of a place: body, title, dek, names; above them the step
const BLOCK = 4096;
const CHECKED = 20;
const COMPLETIONS = 8;
const EPOCH = Date.UTC(1599, 11, 31);
const DAY = 86_400_000;

const byFrequency = (one, other) => other.scale - one.scale || (one.form < other.form ? -1 : 1);

class Bytes {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0; // of its bits
  }
  get isLeft() {
    return this.at < this.bytes.length * 8;
  }
  bits(count) {
    let found = 0;
    for (let left = count; left; left -= 1) {
      if (!this.isLeft) throw new Error("a file ends too early");
      found = (found << 1) | ((this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1);
      this.at += 1;
    }
    return found;
  }
  varint() {
    for (let found = 0, scale = 1; ; scale *= 128) {
      const byte = this.bits(8);
      found += (byte & 127) * scale;
      if (byte < 128) return found;
    }
  }
  take(length) {
    this.at += length * 8;
    return this.bytes.subarray(this.at / 8 - length, this.at / 8);
  }
}

function readSlots(bytes, count, size, hasSteps, take) {
  const isWhole = size <= BLOCK || count < 256;
  for (let left = count, start = 0; left; start += BLOCK) {
    const here = isWhole ? count : bytes.varint();
    if (here && !isWhole) bytes.varint(); // its bytes
    const mean = Math.floor((7 * (isWhole ? size : BLOCK)) / (10 * here));
    const low = mean < 2 ? 0 : 31 - Math.clz32(mean);
    let slot = start - 1;
    for (let run = here; run; run -= 1) {
      while (!bytes.bits(1)) slot += 2 ** low;
      slot += bytes.bits(low) + 1;
      let step = 0;
      while (hasSteps && step < 3 && bytes.bits(1)) step += 1;
      take(slot, step);
    }
    bytes.at = (bytes.at + 7) & ~7;
    left -= here;
  }
}

function rarity(articles, having) {
  let ratio = (articles + 1) / (having + 0.5) + 1;
  let found = 0;
  for (let part = 16; part >= 1;) {
    if (ratio >= 2) {
      ratio /= 2;
      found += part;
    } else {
      ratio *= ratio;
      part /= 2;
    }
  }
  return found;
}

// A place is an article: its slot, counted on by parts.
export class Index {
  constructor(load, check) {
    this.load = load;
    this.check = check;
    this.kept = new Map();
  }

  open() {
    return this.once("open", async () => {
      const root = await this.json("root.json");
      if (root.format !== 1) throw new Error("another format");
      this.root = root;
      this.common = new Set(root.common);
      this.letters = new Letters(root.letters);
      this.room = 0;
      this.parts = root.parts.map((part) => {
        const found = { ...part, start: this.room };
        this.room += part.size + part.articles;
        return found;
      });
      return this;
    });
  }

  once(key, make) {
    if (!this.kept.has(key)) {
      const made = make();
      this.kept.set(key, made);
      made.catch(() => this.kept.delete(key));
    }
    return this.kept.get(key);
  }

  json(path) {
    return this.once(path, async () => JSON.parse(decoder.decode(await this.load(path))));
  }

  range(folder, first) {
    const name = [...encoder.encode(first)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const path = `${folder}/${name || "first"}.bin`;
    return this.once(path, async () => {
      const bytes = new Bytes(await this.load(path));
      const rows = new Map();
      const key = [];
      while (bytes.isLeft) {
        const head = bytes.bits(8);
        const length = head & 15;
        key.length = head >> 4;
        key.push(...bytes.take(length < 15 ? length : 15 + bytes.varint()));
        rows.set(decoder.decode(new Uint8Array(key)), bytes.take(bytes.varint()));
      }
      return rows;
    });
  }

  async row(folder, firsts, key) {
    const first = firsts.findLast((one) => one <= key);
    return first === undefined ? undefined : (await this.range(folder, first)).get(key);
  }

  readForm(form, value) {
    const data = encoder.encode(form);
    const bytes = new Bytes(value);
    const head = bytes.bits(8);
    const stems = Array.from({ length: head >> 5 }, () => {
      const [off, more] = [bytes.bits(4), bytes.bits(4)];
      const kept = off === 15 ? [] : data.subarray(0, data.length - off);
      return decoder.decode(new Uint8Array([...kept, ...bytes.take(off === 15 ? bytes.bits(8) : more)]));
    });
    return { form, scale: head & 31, stems };
  }

  async stems(form) {
    const value = await this.row("forms", this.root.forms, form);
    return value ? this.readForm(form, value).stems : [];
  }

  async formsFrom(start) {
    const firsts = this.root.forms;
    const begin = firsts.findLast((first) => first <= start);
    const wanted = firsts.filter((first) => first === begin || first.startsWith(start));
    const rows = await Promise.all(wanted.map((first) => this.range("forms", first)));
    return rows.flatMap((one) => [...one]).filter(([form]) => form.startsWith(start))
      .map(([form, value]) => this.readForm(form, value));
  }

  async complete(start) {
    if ([...start].length < 3 && !this.letters.unspaced.test(start)) return [];
    const found = await this.formsFrom(start);
    return found.sort(byFrequency).map((one) => one.form).filter((form) => form !== start).slice(0, COMPLETIONS);
  }

  async alike(form) {
    const other = form.startsWith("ال") ? form.slice(2) : `ال${form}`;
    if (/^[ؠ-ي]/.test(form) && (await this.stems(other)).length) return [other];
    const found = (await this.formsFrom([...form].slice(0, 4).join(""))).map((one) => one.form);
    const most = Math.max(1, ...found.map((one) => likeness(form, one)));
    return found.filter((one) => likeness(form, one) === most);
  }

  async suggest(form) {
    const letters = [...form];
    if (letters.length < 3) return "";
    const reach = letters.length < 6 ? 1 : 2;
    const found = (await this.formsFrom(letters[0]))
      .filter((one) => one.scale && Math.abs([...one.form].length - letters.length) <= reach)
      .map((one) => ({ ...one, far: distance(form, one.form) })).filter((one) => one.far <= reach);
    found.sort((one, other) => one.far - other.far || byFrequency(one, other));
    return found[0]?.form ?? "";
  }

  async stemsOf(term, likely) {
    const [form] = term.words;
    let forms = (await this.stems(form)).length ? [form] : [];
    if (term.isOpen) forms.push(...await this.complete(form));
    if (!forms.length && !term.isExcluded) {
      forms = await this.alike(form);
      const meant = forms.length ? "" : await this.suggest(form);
      if (meant) likely.set(form, meant);
    }
    return [...new Set((await Promise.all(forms.map((one) => this.stems(one)))).flat())];
  }

  // Where *stems* are: a byte a place.
  async where(stems) {
    const marks = new Uint8Array(this.room);
    await this.eachTerm(stems, (part, value) => this.readTerm(part, value, marks));
    return marks;
  }

  eachTerm(stems, use) {
    return Promise.all(this.parts.flatMap((part) => stems.map(async (stem) => {
      const value = await this.row(`terms/${part.name}`, part.terms, stem);
      if (value) await use(part, value, stem);
    })));
  }

  readTerm(part, value, marks) {
    const bytes = new Bytes(value);
    const head = bytes.bits(8);
    let count = head >> 4;
    for (const field of FIELDS.filter((one) => head & one)) {
      readSlots(bytes, count || bytes.varint(), part.size, field === 1, (slot, step) => {
        const place = part.start + slot;
        const had = marks[place];
        marks[place] = (had & 15) | field | (Math.max(had >> 4, step) << 4);
      });
      count = 0;
    }
  }

  score(marks) {
    const { body, title, dek, names, name_share: share } = this.root.weights;
    const places = placesOf(marks);
    const rare = rarity(this.root.articles, places.length);
    const isName = places.some((place) => marks[place] & 8);
    const values = Array.from({ length: 64 }, (_, mark) => rare * (
      (mark & 1 ? Math.floor(body[mark >> 4] / (isName ? share : 1)) : 0) +
      (mark & 2 ? title : 0) + (mark & 4 ? dek : 0) + (mark & 8 ? names : 0)));
    const scores = new Float64Array(this.room);
    for (const place of places) scores[place] = values[marks[place]];
    return scores;
  }

  async find(term, likely) {
    if (term.isPhrase) return this.findPhrase(term.words);
    return { scores: this.score(await this.where(await this.stemsOf(term, likely))), isSure: true };
  }

  async findPhrase(words) {
    const telling = words.filter((word) => !this.common.has(word));
    const [parts, isRow] = await Promise.all([
      Promise.all((telling.length ? telling : words).map(async (word) => this.score(await this.where(await this.stems(word))))),
      this.inRow(words),
    ]);
    const places = placesOf(parts[0]).filter((place) => isRow(place) && parts.every((one) => one[place]));
    const scores = new Float64Array(this.room);
    for (const place of places) scores[place] = parts.reduce((sum, one) => sum + one[place], 0);
    places.sort((one, other) => scores[other] - scores[one] || one - other);
    if (this.check) {
      await Promise.all(places.slice(0, CHECKED).map(async (place) => {
        const texts = await this.check(await this.card(place));
        if (!texts.some((text) => text.some((_, at) => words.every((word, n) => text[at + n] === word)))) scores[place] = 0;
      }));
    }
    return { scores, isSure: this.check && places.length <= CHECKED };
  }

  // Tells of a place whether its telling *words* may follow each other.
  async inRow(words) {
    const telling = [...words.keys()].filter((at) => !this.common.has(words[at]));
    const runs = await Promise.all(telling.slice(1).map((last, n) => this.followed(words.slice(telling[n], last + 1))));
    return (place) => runs.every((one) => one[place]);
  }

  sign(run) {
    const hash = (form) => encoder.encode(form).reduce((found, byte) => (found * 31 + byte) % 127, 0);
    return (run.reduce((sum, form) => sum + hash(form) * (this.common.has(form) ? 3 : 1), 0) % 127) + 1;
  }

  async followed(run) {
    const [signature, found] = [this.sign(run), new Uint8Array(this.room)];
    await this.eachTerm(await this.stems(run[0]), async (part, value, stem) => {
      const after = await this.row(`phrases/${part.name}`, part.phrases, stem);
      const marks = new Uint8Array(this.room);
      this.readTerm(part, value, marks);
      let at = 0;
      for (const place of placesOf(marks)) {
        for (let byte = 0; byte < 128;) {
          byte = after ? after[at++] : signature | 128;
          if ((byte & 127) === signature) found[place] = 1;
        }
      }
    });
    return found;
  }

  async answer({ text = "", terms = {}, since = 0, until = 0, sort = "", isOpen = false }) {
    const asked = this.letters.query(text, isOpen);
    const wanted = asked.filter((one) => !one.isExcluded);
    const telling = wanted.filter((one) => one.isPhrase || one.isOpen || !this.common.has(one.words[0]));
    const likely = new Map();
    const needed = telling.length ? telling : wanted;
    const words = wanted.filter((one) => !one.isPhrase).flatMap((one) => one.words);
    const { run, run_words: least } = this.root.weights;
    const [isRow, found, excluded] = await Promise.all([
      words.length >= least && this.inRow(words),
      Promise.all(needed.map((one) => this.find(one, likely))),
      Promise.all(asked.filter((one) => one.isExcluded).map((one) => this.find(one, new Map()))),
    ]);
    const held = needed.length ? new Uint8Array(this.room) : (await this.every()).slice();
    const scores = new Float64Array(this.room);
    for (const one of found) {
      for (const place of placesOf(one.scores)) {
        held[place] += 1;
        scores[place] += one.scores[place];
      }
    }
    const row = isRow ? [...scores.keys()].filter(isRow) : [];
    for (const place of row) scores[place] += run * rarity(this.root.articles, row.length);
    for (const one of excluded) for (const place of placesOf(one.scores)) held[place] = 0;
    const most = held.reduce((one, other) => Math.max(one, other), 0);
    const chosen = await this.filter(placesOf(held).filter((place) => held[place] === most), terms);
    const isByDate = !needed.length || ["newest", "oldest"].includes(sort);
    const days = since || until || isByDate ? await this.days() : [];
    const isWithin = (day) => day && since <= yearOf(day) && yearOf(day) <= (until || 9999);
    const places = since || until ? chosen.filter((place) => isWithin(days[place])) : chosen;
    const turn = sort === "oldest" ? 1 : -1;
    places.sort(isByDate
      ? (one, other) => !days[one] - !days[other] || turn * (days[one] - days[other]) || one - other
      : (one, other) => scores[other] - scores[one] || one - other);
    return {
      places,
      around: chosen, // of any year
      isAbout: [...found, ...excluded].some((one) => !one.isSure),
      isPartial: most < needed.length,
      likely,
    };
  }

  async filter(places, terms) {
    let found = places;
    for (const [facet, keys] of Object.entries(terms).filter(([, given]) => given.length)) {
      const [rows, column] = await Promise.all([this.terms(facet), this.column(facet)]);
      const wanted = keys.map((key) => rows.findIndex(([one]) => one === key));
      found = found.filter((place) => wanted.every((number) => column[place].includes(number)));
    }
    return found;
  }

  async counts(places, facet) {
    const [rows, column] = await Promise.all([this.terms(facet), this.column(facet)]);
    const counts = new Uint32Array(rows.length);
    for (const place of places) for (const number of column[place]) counts[number] += 1;
    return rows.map(([key, name], number) => ({ key, name, count: counts[number] }));
  }

  terms(facet) {
    return this.json(`facets/${facet}/terms.json`);
  }

  column(facet) {
    const { width } = this.root.facets.find((one) => one.name === facet);
    return this.values(`facets/${facet}`, (bytes) => {
      const numbers = [];
      while (bytes.bits(1)) numbers.push(bytes.bits(width));
      return numbers;
    });
  }

  days() {
    return this.values("dates", (bytes) => bytes.bits(18));
  }

  values(folder, read) {
    return this.once(folder, async () => {
      const [every, ...files] = await Promise.all([
        this.every(), ...this.parts.map((part) => this.load(`${folder}/${part.name}.bin`)),
      ]);
      const places = placesOf(every).values();
      const found = [];
      this.parts.forEach((part, n) => {
        const bytes = new Bytes(files[n]);
        for (let left = part.articles; left; left -= 1) found[places.next().value] = read(bytes);
      });
      return found;
    });
  }

  every() {
    return this.once("every", async () => {
      const found = new Uint8Array(this.room);
      await Promise.all(this.parts.map(async (part) => {
        const bytes = new Bytes(await this.load(`slots/${part.name}.bin`));
        for (let at = part.start; bytes.isLeft; at += 1) found[at] |= bytes.bits(1);
      }));
      return found;
    });
  }

  async card(place) {
    const part = this.parts.findLast((one) => one.start <= place);
    const slot = place - part.start;
    const rows = await this.json(`cards/${part.name}/${slot >> 5}.json`);
    const [, slug, title, dek, authors, date, type, language] = rows.find(([one]) => one === slot);
    return { slug, title, dek, authors, date, type, language };
  }
}

function placesOf(marks) {
  const found = [];
  for (let place = 0; place < marks.length; place += 1) if (marks[place]) found.push(place);
  return found;
}

const yearOf = (day) => new Date(EPOCH + day * DAY).getUTCFullYear();

// The page

const page = globalThis.document?.getElementById("Search");
if (page) start();

function start() {
  const { base, words, ladder } = JSON.parse(page.dataset.page);
  const $ = (id) => document.getElementById(id);
  const { q: field, from, to, sort } = $("Ask").elements;
  const language = document.documentElement.lang;
  const grouped = (value) => (value < words.fewest ? value : value.toLocaleString("en").replaceAll(",", words.separator));
  const say = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
  const count = (text, value, name) => say(text, { num: grouped(value), name });
  const facets = new Map([...page.querySelectorAll("[data-facet]")].map((box) => [box.dataset.facet, box]));
  const tail = document.title.slice(words.title.length);
  const SHOWN = 20, LISTED = 6, EXPORTED = 2000;
  const SMALL = 20_000; // larger archives fetch the days for who touches the years
  let [asked, isTouched, isTyped] = [0, false, false];
  let state, found, shown, wanted, late;

  const load = async (path) => new Uint8Array(await (await get(`${$("Ask").getAttribute("action")}index/${path}`)).arrayBuffer());
  const hrefOf = (card) => `${base}articles/${encodeURIComponent(card.slug)}/`;
  const paragraphsOf = (card) => index.once(hrefOf(card), () => readPage(card));
  const index = new Index(load, async (card) => [
    ...(await paragraphsOf(card)), card.title, card.dek, ...card.authors,
  ].map((text) => index.letters.forms(text)));

  async function get(path) {
    const answer = await fetch(path, { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return answer;
  }

  function make(tag, values = {}, ...children) {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...children);
    return made;
  }

  const termsOf = (given) => Object.fromEntries([...facets.keys()].map((name) => [name, given.getAll(name)]));

  function readAddress() {
    const given = new URLSearchParams(location.search);
    const year = (name) => +given.get(name) || 0;
    return { text: given.get("q") ?? "", terms: termsOf(given), since: year("from"), until: year("to"), sort: given.get("sort") };
  }

  function addressOf(values) {
    const { text, terms, since, until, sort: order } = { ...state, ...values };
    const given = new URLSearchParams(Object.entries({ q: text, from: since, to: until, sort: order }).filter(([, one]) => one));
    for (const [name, keys] of Object.entries(terms)) for (const key of keys) given.append(name, key);
    return `${location.pathname}${given.size ? "?" : ""}${given}`;
  }

  function change(values, isOpen = false, isOver = false) {
    const address = addressOf(values);
    state = { ...state, ...values };
    history[isOver ? "replaceState" : "pushState"](null, "", address);
    isTyped = isOpen;
    return ask(isOpen);
  }

  const link = (values, ...children) => make("a", {
    href: addressOf(values),
    onclick: (event) => {
      event.preventDefault();
      change(values);
    },
  }, ...children);

  async function ask(isOpen) {
    const mine = ++asked;
    page.ariaBusy = true;
    clearTimeout(late);
    late = setTimeout(() => $("Found").replaceChildren(words.loading), 400);
    try {
      await index.open();
      let answer = await index.answer({ ...state, isOpen });
      if (answer.isPartial || !answer.places.length) {
        const open = await index.answer({ ...state, isOpen: true });
        if (!open.isPartial && open.places.length) answer = open;
      }
      if (mine !== asked) return;
      clearTimeout(late);
      found = answer;
      await show(mine);
    } catch (fault) {
      if (mine !== asked) return;
      clearTimeout(late);
      console.error(fault);
      $("Found").replaceChildren(words.failed, " ", make("button", { type: "button", onclick: () => ask(isOpen) }, words.again));
      page.classList.toggle("none", !found);
    }
    if (mine === asked) page.ariaBusy = false;
  }

  function show(mine) {
    const { places, isAbout, isPartial, likely } = found;
    const isAsked = addressOf() !== location.pathname;
    wanted = index.letters.query(state.text, true).filter((term) => !term.isExcluded);
    if (document.activeElement !== field) field.value = state.text;
    [from.value, to.value, sort.value] = [state.since || "", state.until || "", state.sort || (state.text ? "" : "newest")];
    document.title = (state.text || words.title) + tail;
    const told = (!places.length && "nothing") || (isPartial && "partial") || (isAbout && "about") || (isAsked ? "found" : "all");
    $("Found").textContent = count(words[told], places.length);
    const meant = [...likely].map(([form, other]) => {
      const { from: at, to: end } = index.letters.read(state.text).find((word) => word.form === form);
      const text = state.text.slice(0, at) + other + state.text.slice(end);
      return link({ text }, text);
    });
    $("Meant").replaceChildren(...meant.length ? [words.meant, " ", ...meant] : []);
    page.classList.toggle("none", !places.length);
    $("Filters").firstChild.dataset.count = grouped(places.length);
    $("Export").hidden = !places.length;
    $("Hits").replaceChildren();
    shown = 0;
    return Promise.all([more(), showChoices(mine), showYears(mine), ...[...facets.keys()].map((name) => showFacet(name, mine))]);
  }

  // Choices, to be taken back.
  async function showChoices(mine) {
    const { text, terms, since, until } = state;
    const choices = await Promise.all(Object.entries(terms).flatMap(([facet, keys]) => keys.map(async (key) => {
      const row = (await index.terms(facet)).find(([one]) => one === key);
      const { feed } = facets.get(facet).dataset;
      return {
        name: nameOf(facet, row ?? [key, key]),
        feed: feed && !text && !since && !until && `${feed}${encodeURIComponent(key)}/feed.xml`,
        values: { terms: { ...terms, [facet]: keys.filter((one) => one !== key) } },
      };
    })));
    if (since || until) choices.push({ name: say(words.span, { since: since || "…", until: until || "…" }), values: { since: 0, until: 0 } });
    const chips = await Promise.all(choices.map(async ({ name, values }) => {
      const left = found.places.length ? 0 : (await index.answer({ ...state, ...values })).places.length;
      const alone = say(words.without, { name });
      const without = left ? count(words.counted, left, alone) : alone;
      const chip = link(values, ...left ? [without] : [name, make("i", {}, "×")]);
      chip.ariaLabel = without;
      return make("li", {}, chip);
    }));
    if (mine !== asked) return;
    if (chips.length > 1) chips.push(make("li", {}, link({ terms: termsOf(new URLSearchParams()), since: 0, until: 0 }, words.clear)));
    $("Chosen").replaceChildren(...chips);
    const feed = choices.length === 1 && choices[0].feed;
    $("Feed").hidden = !feed;
    $("Feed").href = feed;
  }

  async function more() {
    const places = found.places.slice(shown, shown + SHOWN);
    shown += places.length;
    $("More").hidden = shown >= found.places.length;
    const hits = places.map(() => make("li", { className: "card" }));
    $("Hits").append(...hits);
    await Promise.all(hits.map(async (hit, at) => fill(hit, await index.card(places[at]))));
    return hits[0];
  }

  function fill(hit, card) {
    hit.append($("Hit").content.cloneNode(true));
    const [rule, tick, when, title, dek, by] = [".rule", "rect", ".when", "h3 a", ".dek", ".by"].map((path) => hit.querySelector(path));
    if (card.language) title.parentNode.lang = dek.lang = card.language;
    title.href = hrefOf(card);
    title.replaceChildren(...marked(card.title));
    when.append(make("time", { dateTime: card.date }, dateOf(card.date)));
    if (card.type) when.append(" ", make("span", {}, card.type));
    dek.append(...marked(card.dek));
    by.append(...card.authors.flatMap((name) => [make("li", {}, make("bdi", {}, ...marked(name))), " "]));
    if (card.date && ladder) tick.setAttribute("x", `${placeOf(card.date)}%`);
    else rule.classList.add("doubt");
    hit.card = card;
    seen.observe(hit);
  }

  function dateOf(date) {
    if (!date) return words.undated;
    const [year, month = 13, day] = date.split("-"); // behind the months stands a year alone
    return say((day ? words.days : words.months)[month - 1], { day: day > 1 ? +day : words.first, year });
  }

  function placeOf(date) {
    const [year, month, day] = date.split("-").map(Number);
    const part = month ? (month - 1 + (day ? (day - 0.5) / 31 : 0.5)) / 12 : 0.5;
    const at = Math.min(Math.max(year - ladder.first + ladder.is_earlier, 0), ladder.count - 1);
    return (((at + part) * 100) / ladder.count).toFixed(2);
  }

  const isWanted = (form) => wanted.some(({ words: those, isOpen, isPhrase }) => those.some((word) => word === form ||
    (isOpen && form.startsWith(word)) || (!isPhrase && !index.common.has(word) && likeness(word, form))));

  function marked(text, start = 0, end = text.length) {
    const parts = [];
    let at = start;
    for (const word of index.letters.read(text)) {
      if (word.from < at || word.to > end || !isWanted(word.form)) continue;
      parts.push(text.slice(at, word.from), make("mark", {}, text.slice(word.from, word.to)));
      at = word.to;
    }
    return [...parts, text.slice(at, end)];
  }

  const seen = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter((one) => one.isIntersecting)) {
      seen.unobserve(target);
      if (state.text) excerpt(target).catch(() => {}); // a result does without
    }
  }, { rootMargin: "200px" });

  async function excerpt(hit) {
    let [most, best, at] = [0];
    for (const text of await paragraphsOf(hit.card)) {
      const here = index.letters.read(text).filter((word) => isWanted(word.form));
      const { size } = new Set(here.map((word) => word.form));
      if (size > most) [most, best, at] = [size, text, here[0].from];
    }
    if (!most) return;
    const space = (place) => best.lastIndexOf(" ", place) + 1;
    const start = at < 80 ? 0 : space(at - 60);
    const end = best.length - start < 220 ? best.length : space(start + 200);
    const place = hit.querySelector(".excerpt");
    place.replaceChildren(start ? "… " : "", ...marked(best, start, end), end < best.length ? "…" : "");
    if (hit.card.language) place.lang = hit.card.language;
  }

  async function readPage({ slug }) {
    const answer = await get(`${base}articles/${encodeURIComponent(slug)}/`);
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    let text = "";
    const walk = (node) => {
      const name = node.localName;
      if (node.className === "pn") return; // the number of a paragraph
      let around = "\0"; // parts paragraphs
      if (!name || index.letters.within.includes(name)) around = "";
      else if (["sup", "br", "img"].includes(name)) around = " ";
      text += around + (name ? "" : node.data);
      node.childNodes.forEach(walk);
      text += around;
    };
    parsed.querySelector("article .text")?.childNodes.forEach(walk);
    return text.split("\0").filter((paragraph) => paragraph.trim());
  }

  const bars = [...page.querySelectorAll("[data-years]")].map((bar) => {
    const [first, last = first] = bar.dataset.years.split("–").map(Number);
    return { bar, first, last };
  });
  const barOf = (event) => bars.find(({ bar }) => bar.contains(event.target));

  async function showYears(mine) {
    const counts = new Map(index.root.years);
    if (bars.length && (isTouched || index.root.articles < SMALL)) {
      const days = await index.days();
      counts.clear();
      for (const place of found.around) {
        const year = days[place] && yearOf(days[place]);
        counts.set(year, (counts.get(year) ?? 0) + 1);
      }
    }
    if (mine !== asked) return;
    const rows = bars.map(({ first, last }) => [...counts].reduce((sum, [year, had]) => sum + (year && first <= year && year <= last ? had : 0), 0));
    const full = Math.max(10, ...rows);
    bars.forEach(({ bar }, at) => {
      const [rect, figure] = bar.querySelectorAll(".q, .n");
      const depth = (64 * rows[at]) / full;
      rect.setAttribute("height", depth);
      rect.setAttribute("class", `q q${Math.ceil((5 * rows[at]) / full)}`);
      figure.textContent = rows[at] ? grouped(rows[at]) : "";
      figure.setAttribute("y", depth + 16);
      bar.ariaLabel = count(words.counted, rows[at], bar.dataset.years);
    });
    const undated = counts.get(0);
    if (bars.length) $("Undated").hidden = !undated;
    if (undated) $("Undated").lastChild.textContent = grouped(undated);
    press(state.since, state.until || (state.since && Infinity));
  }

  function press(since, until) {
    for (const { bar, first, last } of bars) bar.ariaPressed = until > 0 && since <= last && first <= until;
  }

  function chooseYears(one, other) {
    const [since, until] = [Math.min(one.first, other.first), Math.max(one.last, other.last)];
    const isAgain = one === other && state.since === since && state.until === until;
    return change(isAgain ? { since: 0, until: 0 } : { since, until });
  }

  function readyYears() {
    const years = $("Years").parentNode;
    let begun;
    const over = (event) => {
      const here = begun && barOf(event);
      if (here) press(Math.min(begun.first, here.first), Math.max(begun.last, here.last));
    };
    const touch = () => {
      if (isTouched || !found) return;
      isTouched = true;
      showYears(asked).catch(console.error);
    };
    bars[0].bar.tabIndex = 0;
    years.addEventListener("focusin", touch);
    years.onpointerenter = touch;
    years.onpointerdown = (event) => {
      begun = event.button ? undefined : barOf(event);
      event.target.releasePointerCapture(event.pointerId);
      over(event);
    };
    years.onpointerover = over;
    addEventListener("pointerup", (event) => {
      const here = begun && barOf(event);
      if (here) chooseYears(begun, here);
      else if (begun) press(state.since, state.until);
      begun = undefined;
    });
    years.onkeydown = (event) => {
      const here = barOf(event);
      const turn = document.documentElement.dir === "rtl" ? -1 : 1;
      const next = bars[bars.indexOf(here) + { ArrowRight: turn, ArrowLeft: -turn }[event.key]];
      if (event.key === "Enter" || event.key === " ") chooseYears(here, here);
      else if (next) {
        next.bar.tabIndex = 0;
        next.bar.focus();
        here.bar.removeAttribute("tabindex");
        if (event.shiftKey) chooseYears(begun ??= here, next);
        else begun = undefined;
      } else return;
      event.preventDefault();
    };
  }

  const named = new Intl.DisplayNames(language, { type: "language" });

  const nameOf = (facet, [key, name]) => (facet === "language" && name === key ? named.of(key) : name);

  async function showFacet(name, mine) {
    const [box, chosen] = [facets.get(name), state.terms[name]];
    if (chosen.length) box.open = true;
    if (!box.open || !$("Filters").open) return;
    const isTaken = (row) => chosen.includes(row.key);
    const rows = (await index.counts(found.places, name)).filter((row) => row.count || isTaken(row))
      .sort((one, other) => isTaken(other) - isTaken(one) || other.count - one.count);
    if (mine !== asked) return;
    const list = box.querySelector("ul");
    const focused = list.querySelector(":focus")?.value;
    list.replaceChildren(...rows.slice(0, box.isWhole ? rows.length : LISTED).map((row) => {
      const line = make("span", {}, nameOf(name, [row.key, row.name]));
      line.style.setProperty("--share", `${(100 * row.count) / (found.places.length || 1)}%`);
      return make("li", {}, make("label", {},
        make("input", { type: "checkbox", value: row.key, checked: isTaken(row) }), line, make("b", {}, grouped(row.count))));
    }));
    if (rows.length > LISTED && !box.isWhole) {
      list.append(make("li", {}, make("button", {
        type: "button",
        onclick: async () => {
          box.isWhole = true;
          await showFacet(name, asked);
          list.children[LISTED].querySelector("input").focus();
        },
      }, count(words.whole, rows.length))));
    }
    [...list.querySelectorAll("input")].find((one) => one.value === focused)?.focus();
  }

  const tex = (text) => text.replace(/[\\{}&%$#_^~]/g, (sign) => (/[\\^~]/.test(sign) ? `{\\char${sign.charCodeAt()}}` : `\\${sign}`));
  const cell = (text) => `"${(/^[=+@\t-]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`; // no formula
  const formats = {
    BibTeX: ["bib", "", ({ slug, title, authors, date }, url) => `@online{${encodeURIComponent(slug).replaceAll("%", "")},
  title = {{${tex(title)}}},
  author = {${authors.map((name) => `{${tex(name)}}`).join(" and ")}},
  date = {${date}},
  organization = {${tex(words.publisher)}},
  url = {${url}}
}
`],
    RIS: ["ris", "", ({ title, authors, date }, url) => ["TY  - ELEC", `TI  - ${title}`, ...authors.map((name) => `AU  - ${name}`),
      `PY  - ${date.slice(0, 4)}`, `DA  - ${date.replaceAll("-", "/")}`, `PB  - ${words.publisher}`, `UR  - ${url}`, "ER  - \r\n"].join("\r\n")],
    CSV: ["csv", "\ufefftitle,authors,date,type,url\r\n", ({ title, authors, date, type }, url) =>
      `${[title, authors.join("; "), date, type, url].map(cell).join()}\r\n`],
  };

  async function take([ending, head, write]) {
    const cards = await Promise.all(found.places.slice(0, EXPORTED).map((place) => index.card(place)));
    const href = URL.createObjectURL(new Blob([head, ...cards.map((card) => write(card, new URL(hrefOf(card), location).href))]));
    make("a", { href, download: `search.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  }

  let typing;
  const typed = (isOpen) => {
    clearTimeout(typing);
    change({ text: field.value }, isOpen, isTyped);
  };
  field.oninput = () => {
    clearTimeout(typing);
    typing = setTimeout(typed, 120, true);
  };
  $("Ask").onsubmit = (event) => {
    event.preventDefault();
    typed();
  };
  sort.onchange = () => change({ sort: sort.value });
  from.onchange = to.onchange = () => change({ since: +from.value, until: +to.value });
  $("More").onclick = async () => (await more()).querySelector("a").focus();
  for (const [name, format] of Object.entries(formats)) {
    $("Export").append(" ", make("button", { type: "button", onclick: () => take(format) }, name));
  }
  const refresh = () => found && facets.forEach((_, name) => showFacet(name, asked).catch(console.error));
  $("Filters").ontoggle = refresh;
  for (const [name, box] of facets) {
    box.ontoggle = refresh;
    box.onchange = ({ target }) => {
      const keys = state.terms[name].filter((key) => key !== target.value);
      change({ terms: { ...state.terms, [name]: target.checked ? [...keys, target.value] : keys } });
    };
  }
  const wide = matchMedia("(min-width: 64rem)");
  const fit = wide.onchange = () => { $("Filters").open = wide.matches; };
  const begin = () => {
    state = readAddress();
    field.value = state.text;
    return ask();
  };
  addEventListener("popstate", begin);
  if (bars.length) readyYears();
  $("Hits").after($("Ways"));
  fit();
  page.hidden = false;
  begin();
}
