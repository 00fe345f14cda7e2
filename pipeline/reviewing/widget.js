// The review widget: shows what the Python side answers and sends it what the reviewer does. The marked text comes as HTML,
// of which only the elements of marks are let in; every other text becomes a text node.

const ANSWER_TIME = 8000; // milliseconds without an answer after which the connection counts as lost
const RETRY_TIME = 2000; // milliseconds between tries to find it again

const STATES = {
  undecided: { sign: "", name: "טרם הוחלט" },
  accepted: { sign: "✓", name: "אושר" },
  rejected: { sign: "✗", name: "נדחה" },
  corrected: { sign: "✎", name: "תוקן" },
  added: { sign: "＋", name: "נוסף" },
  disputed: { sign: "≠", name: "במחלוקת" },
};

const CONFLICTS = {
  changed: "התוכנה מציעה עכשיו ערכים אחרים מאלה שעליהם החלטתם.",
  gone: "התוכנה כבר אינה מוצאת את העובדה שעליה החלטתם.",
  found: "התוכנה מוצאת עכשיו את העובדה שהוספתם, בערכים אחרים.",
};

// By whether a decision was on its way.
const LOST = {
  true: "אין תשובה מן המחברת. כל מה שנשמר עד כה שמור בדיסק; ההחלטה האחרונה שמורה בדפדפן ותישלח כשתריצו שוב את התא.",
  false: "אין תשובה מן המחברת. כל מה שנשמר עד כה שמור בדיסק. הריצו שוב את התא כדי להמשיך.",
};

const ORDERS = {
  confidence: "מן הפחות בטוח",
  kind: "לפי סוג",
  article: "לפי כתבה",
  random: "אקראי",
};

const SHOWN = { todo: "ממתינות להחלטה", conflicts: "סתירות בלבד", all: "הכול" };

// Keys go by their place on the keyboard (event.code), so that they work in Hebrew and in English layout alike.
const KEYS = [
  { code: "KeyA", shown: "A ש", words: "אישור: העובדה נכונה כפי שהיא", button: "אישור", does: (review) => review.decide("accept") },
  { code: "KeyR", shown: "R ר", words: "דחייה: אין כאן עובדה", button: "דחייה", does: (review) => review.decide("reject") },
  { code: "KeyE", shown: "E ק", words: "תיקון השדות; Enter שומר, Esc יוצא בלי לשמור", button: "תיקון שדות", does: (review) => review.editFields() },
  { code: "KeyS", shown: "S ד", words: "תיקון הגבולות: המילים המסומנות בעכבר, או בחצים", button: "תיקון גבולות", does: (review) => review.beginSpan("correct") },
  { code: "KeyM", shown: "M צ", words: "הוספת עובדה שהוחמצה: בחרו מילים ואז הסוג", button: "הוספה", does: (review) => review.beginSpan("add") },
  { code: "KeyN", shown: "N מ", words: "הערה על העובדה", button: "הערה", does: (review) => review.editNote() },
  { code: "KeyU", shown: "U ו", words: "ביטול הפעולה האחרונה שלכם", button: "ביטול", does: (review) => review.ask({ do: "undo" }) },
  { code: "KeyJ", also: "ArrowDown", shown: "J ח ↓", words: "לעובדה הבאה בתור", button: "הבאה", does: (review) => review.ask({ do: "go", to: "next" }) },
  { code: "KeyK", also: "ArrowUp", shown: "K ל ↑", words: "לעובדה הקודמת בתור", button: "הקודמת", does: (review) => review.ask({ do: "go", to: "previous" }) },
  { code: "KeyP", shown: "P פ", words: "קריאת הפסקה של העובדה, לקוראי מסך", button: "הפסקה", does: (review) => review.readParagraph() },
  { code: "KeyF", shown: "F כ", words: "סיימתי את הכתבה: קראתי עד הסוף ואין בה עוד עובדות", button: "סיום כתבה", does: (review) => review.ask({ do: "finish" }) },
];

const SPAN_KEYS = [
  ["← →", "מזיז את סוף הסימון במילה"],
  ["Shift + ← →", "מזיז את תחילת הסימון במילה"],
  ["Ctrl", "עם החצים: באות אחת"],
  ["↓ ↑", "מעביר את הסימון למילה הבאה או הקודמת"],
  ["Page Down, Page Up", "מעביר את הסימון לפסקה הבאה או הקודמת"],
  ["Enter", "שומר (בהוספה: אחרי בחירת הסוג ב-1 עד 5)"],
  ["Esc", "יוצא בלי לשמור"],
];

/** An element with attributes, properties that begin with a dot, listeners that begin with "on", and children. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key.startsWith(".")) made[key.slice(1)] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

// What a marked paragraph is made of: any other element in it would be a text that became one.
const MARKING = { mark: ["class", "data-mark"], bdi: ["dir", "class"], sup: [], span: ["role", "tabindex", "data-mark"] };

/** A paragraph that Python marked. Nothing in a template is ever run or fetched. */
function markedParagraph(html) {
  const { content } = element("template", { ".innerHTML": html });
  for (const found of content.querySelectorAll("*")) {
    const known = MARKING[found.localName];
    if (!known || found.getAttributeNames().some((name) => !known.includes(name))) throw new Error(`not of a mark: ${found.outerHTML}`);
  }
  return element("p", {}, content);
}

const writes = (request) => request.do !== "open" && request.do !== "go";

const codePoints = (text) => Array.from(text).length;

/** Sends requests to Python. What writes is kept in the browser until Python has answered that it is on disk. */
class Channel {
  constructor(model, owner) {
    this.model = model;
    this.key = `uvdot-review:${owner}`;
    this.waiting = new Map();
    model.on("msg:custom", (message) => {
      const settle = this.waiting.get(message.id);
      if (settle) settle(message.answer);
    });
  }

  unsent() {
    try {
      return JSON.parse(localStorage.getItem(this.key) || "[]");
    } catch {
      return [];
    }
  }

  keep(requests) {
    try {
      localStorage.setItem(this.key, JSON.stringify(requests));
    } catch {
      // A browser that keeps nothing: the decision is still sent, and the reviewer sees when no answer comes.
    }
  }

  /** The answer to a request; null when none came. */
  async send(request) {
    const id = request.uuid || crypto.randomUUID();
    const sent = { ...request, uuid: id };
    if (writes(request)) this.keep([...this.unsent().filter((kept) => kept.uuid !== id), sent]);
    const answer = await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), ANSWER_TIME);
      this.waiting.set(id, (received) => {
        clearTimeout(timer);
        resolve(received);
      });
      try {
        this.model.send({ id, request: sent });
      } catch {
        clearTimeout(timer);
        resolve(null);
      }
    });
    this.waiting.delete(id);
    if (answer !== null) this.keep(this.unsent().filter((kept) => kept.uuid !== id));
    return answer;
  }

  /** Sends again what was never answered; a decision that did arrive is not written twice. */
  async sendAgain() {
    for (const request of this.unsent()) {
      if ((await this.send(request)) === null) return;
    }
  }
}

/** The article with its marks, and the way between places on the page and code points of the text. */
class ArticleText {
  constructor(kinds, onChoose) {
    this.kinds = kinds;
    this.onChoose = onChoose;
    // Not a document to assistive technology: a screen reader would keep the letters of the keys to itself.
    this.pane = element("div", { class: "article", role: "group", tabindex: "0", "aria-label": "הכתבה" });
    this.nodes = [];
    this.marks = new Map();
    this.signs = new Map();
    this.pane.addEventListener("click", (event) => {
      if (!getSelection().isCollapsed) return;
      const chosen = event.target.closest("[data-mark]");
      if (chosen) this.onChoose(this.factOf.get(chosen.dataset.mark));
    });
  }

  show(text) {
    this.nodes = [];
    this.latin = [];
    this.marks.clear();
    this.signs.clear();
    this.numbers = text.numbers;
    this.factOf = new Map(Object.entries(text.numbers).map(([fact, number]) => [String(number), fact]));
    const about = element("p", { class: "about" }, ...text.about.flatMap((part) => [element("bdi", {}, part), " "]));
    const paragraphs = text.paragraphs.map(markedParagraph);
    let start = 0;
    for (const paragraph of paragraphs) start = this.read(paragraph, start) + 1;
    this.pane.replaceChildren(element("h2", { dir: "auto" }, text.title), about, ...paragraphs);
    this.pane.scrollTop = 0;
    this.letters = paragraphs.length ? new Array(start - 1).fill("\n") : [];
    for (const { node, start } of this.nodes) Array.from(node.data).forEach((letter, at) => (this.letters[start + at] = letter));
    this.words = wordsOf(this.letters);
  }

  /** Takes in a paragraph that begins at a code point: where its texts stand, its marks and their signs; where it ends. */
  read(paragraph, start) {
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const end = start + codePoints(node.data);
      this.nodes.push({ node, start, end });
      if (node.parentElement.localName === "bdi") this.latin.push({ start, end });
      start = end;
    }
    for (const mark of paragraph.querySelectorAll("mark")) {
      const fact = this.factOf.get(mark.dataset.mark);
      if (!this.marks.has(fact)) this.marks.set(fact, []);
      this.marks.get(fact).push(mark);
    }
    for (const sign of paragraph.querySelectorAll("sup > span")) this.signs.set(this.factOf.get(sign.dataset.mark), sign);
    return start;
  }

  /** Shows the state of every mention, and which one is at hand. */
  update(items, chosen) {
    for (const item of items) {
      const state = STATES[item.state];
      const current = item.id === chosen;
      const kind = this.kinds[item.kind];
      const warning = item.conflict ? "⚠" : "";
      const sign = this.signs.get(item.id);
      if (sign) {
        sign.textContent = `${kind.sign}${this.numbers[item.id]}${warning}${state.sign}`;
        sign.setAttribute("aria-label", `${kind.name} ${this.numbers[item.id]}: ${item.text}, ${state.name}${warning && ", סתירה"}`);
        sign.setAttribute("aria-current", current ? "true" : "false");
        sign.tabIndex = current ? 0 : -1;
      }
      for (const mark of this.marks.get(item.id) || []) {
        mark.dataset.state = item.state;
        mark.classList.toggle("chosen", current);
      }
    }
    const [mark] = this.marks.get(chosen) || [];
    if (mark) this.bringIntoView(mark);
  }

  bringIntoView(mark) {
    const box = mark.getBoundingClientRect();
    const pane = this.pane.getBoundingClientRect();
    if (box.top < pane.top + 40 || box.bottom > pane.bottom - 40) {
      this.pane.scrollTop += box.top - pane.top - pane.height / 3;
    }
  }

  /** The words of a span, each Latin code between marks that keep its order in whatever stands around it. */
  wordsAt(start, end) {
    let words = "";
    for (let at = start; at < end; at += 1) {
      if (this.latin.some((code) => code.start === at)) words += "\u2066";
      words += this.letters[at];
      if (this.latin.some((code) => code.end === at + 1)) words += "\u2069";
    }
    return words;
  }

  /** A span with the words around it, for what is read aloud. */
  around(start, end) {
    const before = this.wordsAt(Math.max(0, start - 40), start).split("\n").pop().replace(/^\S*\s/, "");
    const after = this.wordsAt(end, Math.min(end + 40, this.letters.length)).split("\n")[0].replace(/\s\S*$/, "");
    return `…${before}${this.wordsAt(start, end)}${after}…`;
  }

  /** The paragraph in which a span begins. */
  paragraphAt(start) {
    const begins = this.letters.lastIndexOf("\n", start) + 1;
    const next = this.letters.indexOf("\n", start);
    return this.wordsAt(begins, next < 0 ? this.letters.length : next);
  }

  /** The code points of what is selected in the article, without spaces at its edges; null where nothing is. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.pane.contains(range.startContainer) || !this.pane.contains(range.endContainer)) return null;
    const inside = this.nodes.filter(({ node }) => range.intersectsNode(node));
    if (!inside.length) return null;
    const first = inside[0];
    const last = inside[inside.length - 1];
    let start = first.node === range.startContainer ? first.start + codePoints(first.node.data.slice(0, range.startOffset)) : first.start;
    let end = last.node === range.endContainer ? last.start + codePoints(last.node.data.slice(0, range.endOffset)) : last.end;
    while (start < end && /\s/.test(this.letters[start])) start += 1;
    while (end > start && /\s/.test(this.letters[end - 1])) end -= 1;
    return start < end ? { start, end } : null;
  }

  select({ start, end }) {
    const at = (offset, isEnd) => this.nodes.find((n) => (isEnd ? offset > n.start && offset <= n.end : offset >= n.start && offset < n.end));
    const first = at(start, false);
    const last = at(end, true);
    if (!first || !last) return;
    const place = ({ node, start: begun }, offset) => [node, Array.from(node.data).slice(0, offset - begun).join("").length];
    getSelection().setBaseAndExtent(...place(first, start), ...place(last, end));
    this.bringIntoView(first.node.parentElement);
  }
}

/** Where words and single signs begin and end. */
function wordsOf(letters) {
  const words = [];
  const isLetter = (letter) => /[\p{L}\p{N}\p{M}]/u.test(letter);
  for (let at = 0; at < letters.length; ) {
    let end = at + 1;
    if (isLetter(letters[at])) {
      while (end < letters.length && (isLetter(letters[end]) || (/['".,]/.test(letters[end]) && isLetter(letters[end + 1] || " ")))) end += 1;
    }
    if (!/\s/.test(letters[at])) words.push({ start: at, end, spoken: isLetter(letters[at]), begins: at === 0 || letters[at - 1] === "\n" });
    at = end;
  }
  return words;
}

/** A span moved by a key, by words or (with Ctrl) by letters; the same span where it cannot move. */
function moved(span, event, words, length) {
  const next = (offset) => words.find((word) => word.start > offset);
  const previous = (offset) => words.findLast((word) => word.start < offset);
  const forward = event.key === "ArrowLeft";
  let { start, end } = span;
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    if (event.ctrlKey || event.altKey) {
      if (event.shiftKey) start += forward ? 1 : -1;
      else end += forward ? 1 : -1;
    } else if (event.shiftKey) {
      start = ((forward ? next(start) : previous(start)) || span).start;
    } else {
      const edge = forward ? words.find((word) => word.end > end) : words.findLast((word) => word.end < end);
      end = (edge || span).end;
    }
  } else {
    const stops = words.filter(event.key.startsWith("Page") ? (word) => word.begins : (word) => word.spoken);
    const word = event.key.endsWith("Down") ? stops.find((stop) => stop.start > start) : stops.findLast((stop) => stop.start < start);
    if (word) ({ start, end } = word);
  }
  return start >= 0 && start < end && end <= length ? { start, end } : span;
}

/** The fields of a mention as a form; what Python finds wrong with them stands beside each. */
class FieldsForm {
  constructor(kinds, onSave, onLeave) {
    this.kinds = kinds;
    this.inputs = new Map();
    this.rows = element("div", { class: "fields" });
    this.form = element(
      "form",
      { "aria-label": "שדות העובדה", novalidate: true, onsubmit: (event) => { event.preventDefault(); onSave(this.values()); } },
      this.rows,
      element("button", { type: "submit" }, "שמירת השדות (Ctrl+Enter)"),
    );
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); onLeave(); }
      const ends = event.ctrlKey || event.target.matches("input, select");
      if (event.key === "Enter" && ends) { event.preventDefault(); this.form.requestSubmit(); }
    });
  }

  show(kind, fields, found) {
    this.inputs.clear();
    const rows = this.kinds[kind].fields.map((field) => this.row(field, fields[field.column], found));
    this.rows.replaceChildren(...rows);
    this.form.hidden = false;
  }

  row(field, value, found) {
    const id = `uvdot-field-${field.column}`;
    const input = this.input(field, value, id);
    this.inputs.set(field.column, { field, input });
    const long = String(value ?? "").length > 18 && field.type === "text";
    const row = element("div", { class: long ? "field long" : "field" }, element("label", { for: id }, field.name), input);
    if (found && JSON.stringify(found[field.column]) !== JSON.stringify(value)) {
      row.append(element("p", { class: "found" }, "התוכנה: ", element("bdi", {}, this.words(field, found[field.column]))));
    }
    row.append(element("p", { class: "fault", id: `${id}-fault`, role: "alert" }));
    return row;
  }

  input(field, value, id) {
    const described = { id, "aria-describedby": `${id}-fault`, "aria-required": field.required ? "true" : null };
    if (field.type === "choice" || field.type === "flag") {
      const choices = field.type === "flag" ? { true: "כן", false: "לא" } : field.values;
      const empty = field.required ? [] : [["", "—"]];
      if (field.required && (value === null || value === undefined)) empty.push(["", "יש לבחור"]);
      const options = [...empty, ...Object.entries(choices)].map(([choice, name]) =>
        element("option", { value: choice, ".selected": choice === String(value ?? "") }, name));
      return element("select", described, ...options);
    }
    const text = field.many ? (value || []).join("\n") : String(value ?? "");
    const numeric = ["number", "whole"].includes(field.type) ? "decimal" : null;
    const ordered = ["text", "texts"].includes(field.type) ? "auto" : "ltr";
    const common = { ...described, dir: ordered, placeholder: field.example, inputmode: numeric, autocomplete: "off", spellcheck: "false" };
    return field.many
      ? element("textarea", { ...common, rows: Math.min(6, Math.max(2, (value || []).length)), ".value": text })
      : element("input", { ...common, ".value": text });
  }

  words(field, value) {
    if (value === null || value === undefined || value === "") return "—";
    if (field.type === "flag") return value ? "כן" : "לא";
    return field.many ? value.join(" · ") || "—" : field.values[value] || String(value);
  }

  values() {
    const values = {};
    for (const [column, { field, input }] of this.inputs) {
      values[column] = field.many ? input.value.split("\n").filter((line) => line.trim()) : input.value;
    }
    return values;
  }

  faults(faults) {
    let first = null;
    for (const [column, { input }] of this.inputs) {
      const fault = faults[column] || "";
      this.form.querySelector(`#${input.id}-fault`).textContent = fault;
      input.setAttribute("aria-invalid", fault ? "true" : "false");
      if (fault && !first) first = input;
    }
    if (first) first.focus();
  }

  focus() {
    const [first] = this.inputs.values();
    if (first) first.input.focus();
  }
}

/** The whole widget: one article at a time, one mention at hand. */
class Review {
  constructor(model) {
    this.model = model;
    this.kinds = model.get("kinds");
    this.adjudicates = model.get("adjudicates");
    this.items = [];
    this.span = null;
    this.turn = Promise.resolve();
    this.isLost = false;
    this.channel = new Channel(model, model.get("owner"));
    this.text = new ArticleText(this.kinds, (fact) => this.ask({ do: "go", to: fact }));
    this.fields = new FieldsForm(this.kinds, (fields) => this.saveFields(fields), () => this.toArticle());
    this.root = this.build();
    this.root.dataset.turn = "0";
    this.root.addEventListener("keydown", (event) => {
      this.key(event);
      // The notebook around has keys of its own, arrows and Enter among them; Ctrl+S and its like are still its.
      if (!(event.ctrlKey || event.metaKey) || /^(Enter|Arrow)/.test(event.key)) event.stopPropagation();
    });
    // A click makes the notebook focus its cell, where the keys would do other things.
    this.root.addEventListener("click", () => setTimeout(() => this.root.contains(document.activeElement) || this.toArticle()));
    this.followSelection = () => this.takeSelection();
    document.addEventListener("selectionchange", this.followSelection);
  }

  async start() {
    await this.channel.sendAgain();
    await this.open();
  }

  stop() {
    document.removeEventListener("selectionchange", this.followSelection);
  }

  build() {
    const choice = (label, choices, chosen) => {
      const options = Object.entries(choices).map(([value, name]) => element("option", { value, ".selected": value === chosen }, name));
      const select = element("select", { onchange: () => this.open() }, ...options);
      return { select, label: element("label", {}, label, " ", select) };
    };
    const kinds = { "": "כל הסוגים", ...Object.fromEntries(Object.entries(this.kinds).map(([kind, { name }]) => [kind, name])) };
    this.shown = choice("להציג", SHOWN, "todo");
    this.kind = choice("סוג", kinds, "");
    this.order = choice("סדר", ORDERS, "confidence");
    this.bar = element("progress", { max: "1", value: "0", "aria-label": "התקדמות" });
    this.count = element("span", { class: "count" });
    this.help = this.buildHelp();
    const helpButton = element("button", { type: "button", class: "help", "aria-haspopup": "dialog", onclick: () => this.help.showModal() }, "עזרה (?)");
    const legend = Object.entries(this.kinds).map(([kind, { sign, name }]) =>
      element("li", {}, element("mark", { class: kind }, name, element("sup", { "aria-hidden": "true" }, sign))));
    const head = element(
      "div",
      { class: "head" },
      element("div", { class: "choices", role: "group", "aria-label": "התור" }, this.shown.label, this.kind.label, this.order.label, helpButton),
      element("div", { class: "tally" }, this.bar, this.count),
      element("ul", { class: "legend", "aria-label": "סוגי העובדות" }, ...legend),
    );
    this.buttons = KEYS.map((key) =>
      element(
        "button",
        { type: "button", "data-key": key.code, "aria-keyshortcuts": key.shown.split(" ")[0], onclick: () => key.does(this) },
        key.button, " ", element("kbd", { "aria-hidden": "true" }, key.shown.split(" ").slice(0, 2).join("/")),
      ));
    this.about = element("div", { class: "at-hand" });
    this.conflict = element("div", { class: "conflict", hidden: true });
    this.versions = element("div", { class: "versions", hidden: true });
    this.notes = element("ul", { class: "notes", "aria-label": "הערות" });
    this.note = element("textarea", { rows: "2", "aria-label": "הערה על העובדה; Enter שומר", placeholder: "הערה (Enter שומר)", hidden: true });
    this.note.addEventListener("keydown", (event) => this.noteKey(event));
    const side = element("div", { class: "side", role: "group", "aria-label": "העובדה הנבחרת" },
      this.about, this.conflict, this.versions, this.fields.form, this.notes, this.note);
    this.status = element("div", { class: "status", role: "status", "aria-live": "polite" });
    this.spanBar = this.buildSpanBar();
    return element(
      "div",
      { class: "uvdot review", dir: "rtl", lang: "he", role: "application", "aria-label": "סקירת עובדות; סימן שאלה לעזרה" },
      head, element("div", { class: "panes" }, this.text.pane, side), this.spanBar,
      element("div", { class: "actions", role: "toolbar", "aria-label": "פעולות" }, ...this.buttons), this.status, this.help,
    );
  }

  buildHelp() {
    const rows = (pairs) => pairs.map(([key, words]) => element("tr", {}, element("th", { scope: "row" }, element("kbd", {}, key)), element("td", {}, words)));
    const versions = this.adjudicates ? [["1 … 9", "קבלת הגרסה של אחד המסמנים"]] : [["1, 2", "יישוב סתירה: ההחלטה שלי, או הממצא החדש"]];
    const close = element("button", { type: "button", onclick: () => this.help.close() }, "סגירה (Esc)");
    const dialog = element(
      "dialog",
      { "aria-label": "עזרה", onclose: () => this.toArticle() },
      element("h2", {}, "מקשים"),
      element("p", {}, "כל מקש פועל בעברית ובאנגלית. כל החלטה נשמרת בדיסק מיד."),
      element("table", {}, ...rows([...KEYS.map(({ shown, words }) => [shown, words]), ...versions, ["?", "העזרה הזאת"]])),
      element("h2", {}, "בזמן סימון מילים"),
      element("table", {}, ...rows(SPAN_KEYS)),
      close,
    );
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    return dialog;
  }

  buildSpanBar() {
    this.spanWords = element("span", {});
    this.kindButtons = Object.entries(this.kinds).map(([kind, { name, sign }], at) =>
      element("button", { type: "button", class: kind, "aria-pressed": "false", "data-kind": kind, onclick: () => this.chooseKind(kind) }, `${at + 1} ${sign} ${name}`));
    const kinds = element("span", { class: "kinds", role: "group", "aria-label": "סוג העובדה" }, ...this.kindButtons);
    return element("div", { class: "span-bar", hidden: true }, this.spanWords, kinds,
      element("button", { type: "button", onclick: () => this.saveSpan() }, "שמירה (Enter)"),
      element("button", { type: "button", onclick: () => this.endSpan() }, "יציאה (Esc)"));
  }

  // --- requests ---

  open() {
    return this.ask({ do: "open", order: this.order.select.value, kind: this.kind.select.value || null, shown: this.shown.select.value });
  }

  /** Requests go one after the other: what keys ask for in haste is asked of the mention that is at hand by then. */
  ask(request) {
    this.turn = this.turn.then(() => this.askNow(request));
    return this.turn;
  }

  async askNow(request) {
    if (this.isLost) {
      this.say(LOST[false]);
      return null;
    }
    if (writes(request)) this.say("שומר…");
    const answer = await this.channel.send({ article: this.article, fact: this.fact, have: this.have, ...request });
    if (answer && answer.items) this.show(answer, request);
    else if (answer) this.say(answer.refused);
    else this.lose(writes(request));
    return answer;
  }

  /** No answer came: says so, and tries again until the notebook answers or the widget is gone. */
  async lose(wrote) {
    this.isLost = true;
    this.root.classList.add("lost");
    this.say(LOST[wrote]);
    while (this.isLost && this.root.isConnected) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_TIME));
      this.isLost = (await this.channel.send({ do: "go", to: "" })) === null;
    }
    this.root.classList.toggle("lost", this.isLost);
    if (!this.isLost) await this.start();
  }

  decide(action, given = {}) {
    if (this.fact) this.ask({ do: "decide", action, ...given });
  }

  show(answer, request) {
    this.items = answer.items;
    const newArticle = answer.article !== this.article;
    Object.assign(this, { article: answer.article, fact: answer.fact });
    if (answer.text) {
      const kept = newArticle ? 0 : this.text.pane.scrollTop;
      this.text.show(answer.text);
      this.text.pane.scrollTop = kept;
    }
    this.have = answer.have;
    this.text.update(answer.items, answer.fact);
    this.showProgress(answer);
    const item = this.item();
    if (answer.refused) {
      this.fields.faults(answer.faults);
      this.say(answer.refused);
    } else {
      // Before what has the focus is hidden, which would leave the focus nowhere.
      if (this.root.contains(document.activeElement) && request.do !== "open") this.toArticle();
      this.showItem(item);
      this.say(this.spoken(item, request, answer));
    }
    this.root.dataset.turn = String(Number(this.root.dataset.turn) + 1);
  }

  item() {
    return this.items.find((item) => item.id === this.fact);
  }

  spoken(item, request, answer) {
    const saved = { decide: "נשמר.", settle: "נשמר.", note: "ההערה נשמרה.", undo: "בוטל.", finish: "הכתבה סומנה כגמורה." }[request.do] || "";
    if (!item) return `${saved} ${answer.queue && answer.queue[1] ? "" : "התור ריק."}`.trim();
    const kind = this.kinds[item.kind].name;
    const conflict = item.conflict ? ` סתירה: ${CONFLICTS[item.conflict]}` : "";
    return `${saved} ${kind}: ${this.text.wordsAt(item.start, item.end)}, ${STATES[item.state].name}.${conflict} ${this.text.around(item.start, item.end)}`.trim();
  }

  say(words) {
    this.status.textContent = words;
  }

  showProgress({ progress, queue, finished }) {
    this.bar.max = Math.max(progress.facts, 1);
    this.bar.value = progress.decided;
    const left = progress.facts - progress.decided;
    const minutes = progress.pace > 0 && left > 0 ? ` · עוד כ-${Math.ceil(left / progress.pace)} דקות` : "";
    const [at, length] = queue || [0, 0];
    this.count.textContent =
      `הוחלט על ${progress.decided} מתוך ${progress.facts} · ${at} בתור של ${length} · ${progress.finished} מתוך ${progress.articles} כתבות גמורות` +
      ` · קצב: ${progress.pace} בדקה${minutes}` +
      (progress.conflicts ? ` · ⚠ ${progress.conflicts} סתירות` : "") + (finished ? " · הכתבה הזאת גמורה" : "");
  }

  showItem(item) {
    this.note.hidden = true;
    this.conflict.hidden = !(item && item.conflict);
    this.versions.hidden = !(item && item.versions && item.versions.length);
    this.fields.form.hidden = !item;
    this.notes.replaceChildren(...(item ? item.notes.map(({ by, note }) => element("li", { dir: "auto" }, `${by}: ${note}`)) : []));
    if (!item) {
      this.about.replaceChildren(element("p", {}, this.article ? "לא נבחרה עובדה." : "באוסף אין כתבות."));
      return;
    }
    const kind = this.kinds[item.kind];
    const sure = item.confidence === null ? "נוספה בידי אדם" : `ודאות ${Math.round(item.confidence * 100)}%`;
    this.about.replaceChildren(
      element("h3", { class: item.kind }, `${kind.sign} ${kind.name}`),
      element("p", { class: "mention", dir: "auto" }, this.text.wordsAt(item.start, item.end) || "המילים אינן עוד בטקסט"),
      element("p", { class: "quiet" }, `${STATES[item.state].name} · ${sure} · `, element("bdi", { dir: "ltr" }, item.source || "")),
    );
    if (item.conflict) this.showConflict(item);
    if (!this.versions.hidden) this.showVersions(item);
    this.fields.show(item.kind, item.fields, item.found);
  }

  showConflict(item) {
    this.conflict.replaceChildren(
      element("p", {}, `⚠ ${CONFLICTS[item.conflict]}`),
      element("button", { type: "button", onclick: () => this.settle("mine") }, "1 ההחלטה שלי נשארת"),
      element("button", { type: "button", onclick: () => this.settle("program") }, item.found ? "2 הממצא החדש נכון" : "2 אכן אין כאן עובדה"),
    );
  }

  showVersions(item) {
    const fields = this.kinds[item.kind].fields;
    const versions = item.versions.map((version, at) => {
      const others = item.versions.filter((other) => other !== version && other.fields);
      const words = version.fields
        ? fields
            .filter((field) => others.some((other) => JSON.stringify(other.fields[field.column]) !== JSON.stringify(version.fields[field.column])))
            .map((field) => `${field.name}: ${this.fields.words(field, version.fields[field.column])}`)
        : ["אין כאן עובדה"];
      const shown = version.fields ? [`„${this.text.wordsAt(version.start, version.end)}”`, ...words] : words;
      return element("button", { type: "button", onclick: () => this.takeVersion(at) }, `${at + 1} `, element("b", {}, version.by), `: ${shown.join(" · ")}`);
    });
    this.versions.replaceChildren(element("p", {}, "הגרסאות של המסמנים:"), ...versions);
  }

  settle(choice) {
    return this.ask({ do: "settle", choice });
  }

  takeVersion(at) {
    const item = this.item();
    const version = item && item.versions && item.versions[at];
    if (!version) return;
    this.ask({ do: "take", by: version.by });
  }

  readParagraph() {
    const item = this.item();
    if (item) this.say(this.text.paragraphAt(item.start));
  }

  // --- correcting and adding ---

  editFields() {
    if (this.item()) this.fields.focus();
  }

  saveFields(fields) {
    if (this.span && this.purpose === "add") this.saveSpan();
    else this.decide("correct_fields", { fields });
  }

  editNote() {
    if (!this.item()) return;
    this.note.hidden = false;
    this.note.value = "";
    this.note.focus();
  }

  noteKey(event) {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.ask({ do: "note", note: this.note.value });
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.note.hidden = true;
      this.toArticle();
    }
  }

  beginSpan(purpose) {
    const item = this.item();
    if (purpose === "correct" && !item) return;
    const selected = this.text.selected();
    if (purpose === "correct" && selected) {
      this.decide("correct_span", { ...selected });
      return;
    }
    const after = this.text.words.find((word) => word.spoken && word.start >= (item ? item.end : 0));
    this.span = selected || (purpose === "correct" ? { start: item.start, end: item.end } : after) || null;
    if (!this.span) return;
    this.purpose = purpose;
    this.spanBar.hidden = false;
    this.spanBar.querySelector(".kinds").hidden = purpose === "correct";
    this.chooseKind(null);
    this.showSpan();
  }

  /** While words are being chosen, a selection with the mouse is the choice. */
  takeSelection() {
    const selected = this.span && this.text.selected();
    if (!selected || (selected.start === this.span.start && selected.end === this.span.end)) return;
    this.span = selected;
    this.showSpan();
  }

  showSpan() {
    this.text.select(this.span);
    const words = this.text.wordsAt(this.span.start, this.span.end);
    this.spanWords.textContent = `${this.purpose === "add" ? "עובדה חדשה" : "גבולות"}: „${words}”`;
    this.say(`נבחר: ${words}`);
  }

  chooseKind(kind) {
    this.newKind = kind;
    for (const button of this.kindButtons) button.setAttribute("aria-pressed", button.dataset.kind === kind ? "true" : "false");
    if (!kind) return;
    const { name, sign } = this.kinds[kind];
    this.about.replaceChildren(element("h3", { class: kind }, `${sign} ${name}: עובדה חדשה`));
    this.notes.replaceChildren();
    this.conflict.hidden = this.versions.hidden = true;
    this.fields.show(kind, this.emptyFields(kind), null);
  }

  emptyFields(kind) {
    const words = this.text.letters.slice(this.span.start, this.span.end).join("");
    return kind === "slogans" ? { ...this.kinds[kind].empty, slogan: words } : this.kinds[kind].empty;
  }

  async saveSpan() {
    const span = this.span;
    if (this.purpose === "correct") {
      this.endSpan();
      this.decide("correct_span", { ...span });
    } else if (!this.newKind) {
      this.say("יש לבחור סוג: 1 עד 5");
    } else {
      const answer = await this.ask({ do: "decide", action: "add", kind: this.newKind, ...span, fields: this.fields.values() });
      if (answer && !answer.refused) this.endSpan();
    }
  }

  endSpan() {
    this.span = null;
    this.spanBar.hidden = true;
    getSelection().removeAllRanges();
    this.showItem(this.item());
    this.toArticle();
  }

  // --- keys ---

  toArticle() {
    this.text.pane.focus({ preventScroll: true });
  }

  key(event) {
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Escape") this.toArticle();
      return;
    }
    if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) {
      event.preventDefault();
      this.help.showModal();
      return;
    }
    if (this.span) {
      if (this.spanKey(event)) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = /^Digit([1-9])$/.exec(event.code);
    if (digit) {
      this.digit(Number(digit[1]));
      return;
    }
    if (event.key === "Enter" || event.key === " " || event.key === "Tab") return;
    const key = KEYS.find(({ code, also }) => event.code === code || event.code === also);
    if (key) {
      event.preventDefault();
      key.does(this);
    }
  }

  digit(number) {
    const item = this.item();
    if (item && item.conflict && number <= 2) this.settle(number === 1 ? "mine" : "program");
    else this.takeVersion(number - 1);
  }

  spanKey(event) {
    if (event.key === "Escape") this.endSpan();
    else if (event.key === "Enter") this.saveSpan();
    else if (/^Digit[1-5]$/.test(event.code) && this.purpose === "add") this.chooseKind(Object.keys(this.kinds)[Number(event.code.slice(5)) - 1]);
    else if (event.code === "KeyE" && this.newKind) this.fields.focus();
    else if (/^Arrow|^Page/.test(event.key)) {
      this.span = moved(this.span, event, this.text.words, this.text.letters.length);
      this.showSpan();
    } else return false;
    return true;
  }
}

export default {
  render({ model, el }) {
    const review = new Review(model);
    el.append(review.root);
    review.start();
    return () => review.stop();
  },
};
