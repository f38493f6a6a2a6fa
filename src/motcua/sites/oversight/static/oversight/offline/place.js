// One place: its checklist, what is written down at each line, and what waits to be sent.

import * as notes from "./notes.js";
import { copy, day, fill, moment, on, part, said, screen } from "./page.js";
import * as picture from "./picture.js";
import * as sync from "./sync.js";

const WRONG_CLOCK = 2 * 60_000;
const UNITS = [["days", 86_400_000], ["hours", 3_600_000], ["minutes", 60_000]];
const LONGEST = 4_000; // letters of what a remark repeats

/** Show a place that was taken along; shown again, it stands as it did: the same parts unfolded, as far down. */
export async function show(place, back) {
  const taken = await sync.placeAlong(place);
  const waiting = (await notes.waiting(place)).filter((one) => !one.altered);
  const shown = fill(copy("t-place"), { unit: taken.unit, title: taken.title, day: day(taken.visit_on) });
  part(shown, "taken").textContent = said("taken", { at: moment(taken.taken_at) });
  part(shown, "visit").href = taken.address;
  const bar = new Bar(place, shown, () => show(place, back));
  for (const section of taken.sections) part(shown, "sections").append(sectionShown(section, taken, waiting, bar));
  const whole = lineOf({ code: "", text: said("whole"), figure: "", counted: "", answer: null }, taken, waiting, bar);
  part(shown, "whole").append(whole);
  on(part(shown, "back"), "click", back, part(shown, "trouble"));
  const stood = [...document.querySelectorAll("#screen .sheet")].map((one) => one.open);
  const down = scrollY;
  screen(shown);
  await bar.count();
  if (!stood.length) return;
  shown.querySelectorAll(".sheet").forEach((one, place) => { one.open = stood[place]; });
  scrollTo(0, down);
}

/** What waits, and the button that sends it. */
class Bar {
  constructor(place, shown, again) {
    this.place = place;
    this.shown = shown;
    this.trouble = part(shown, "trouble");
    on(part(shown, "send"), "click", () => this.send(again), this.trouble);
    on(part(shown, "aside"), "click", () => this.setAside(again), this.trouble);
  }

  async count(number = null) {
    const waiting = number ?? (await notes.countOf(this.place));
    part(this.shown, "waiting").textContent = waiting ? said("waiting", { number: waiting }) : said("nothing_waiting");
    part(this.shown, "send").disabled = waiting === 0;
  }

  async send(again) {
    const { slow, aside, stopped } = await sync.send(this.place, (number) => this.count(number));
    if (stopped) {
      this.stopped = stopped;
      part(this.shown, "stopped").hidden = false;
      const { note, altered, broken, reason } = stopped;
      const way = said(broken ? "do_chain_anew" : "do_set_aside");
      fill(this.shown, { which: altered ? "" : told(note), reason, aside: way });
      part(this.shown, "aside").focus();
      return;
    }
    await sync.takeAlong(this.place);
    await finished(this.shown);
    if (this.shown.isConnected) await again();
    tellClock(slow);
    const sent = said("sent", { at: moment(Date.now()) });
    document.getElementById("told").textContent = aside ? `${sent} ${said("aside", { number: aside })}` : sent;
  }

  async setAside(again) {
    const { note, altered, broken, last, reason } = this.stopped;
    const what = altered ? "?" : shortened(told(note));
    const text = broken ? said("chained_anew", { reason }) : said("set_aside", { note: what, reason });
    part(this.shown, "send").disabled = true; // the screen that is shown then has its own
    try {
      await notes.chainAnew(this.place, { last, without: broken ? null : note.uuid, text });
    } catch (wrong) {
      await this.count();
      throw wrong;
    }
    await again();
  }
}

/** Wait until nobody writes a finding any more and what was just typed is kept, for a screen shown anew forgets both. */
async function finished(shown) {
  const writing = () => [...shown.querySelectorAll("[data-part=finding] textarea")].some((one) => one.value);
  while (writing() && shown.isConnected) await new Promise((done) => setTimeout(done, 500));
  document.activeElement?.blur();
  await notes.alone(() => {});
}

/** Tell by how much the tablet's clock is wrong, where it matters. */
export function tellClock(slow) {
  const told = document.getElementById("clock");
  const off = Math.abs(slow);
  told.hidden = off < WRONG_CLOCK;
  if (told.hidden) return;
  const [name, unit] = UNITS.find(([, one]) => off > 0.9 * one);
  const amount = said(name, { number: Math.round(off / unit) });
  told.textContent = said(slow > 0 ? "clock_slow" : "clock_fast", { amount });
}

function sectionShown(section, taken, waiting, bar) {
  const shown = fill(copy("t-section"), { title: section.title });
  const lines = section.criteria.flatMap((criterion) => criterion.lines);
  for (const criterion of section.criteria) {
    const heading = copy("t-criterion");
    heading.textContent = criterion.title;
    part(shown, "lines").append(heading, ...criterion.lines.map((line) => lineOf(line, taken, waiting, bar)));
  }
  const count = () => {
    const answered = shown.querySelectorAll("[data-part=choices] input:checked").length;
    part(shown, "answered").textContent = said("answered", { answered, lines: lines.length });
  };
  shown.addEventListener("change", count);
  count();
  return shown;
}

/** Show a line: its figure, its answer, and what was written down at it; each thing is kept as soon as it is said. */
function lineOf(line, taken, waiting, bar) {
  const shown = fill(copy(line.code ? "t-line" : "t-whole"), { text: line.text });
  const mine = waiting.filter((one) => one.line === line.code);
  const state = part(shown, "state");
  const trouble = part(shown, "trouble");
  const keep = async (note) => {
    state.textContent = said("keeping");
    try {
      const kept = await notes.keep(taken.place, { line: line.code, ...note });
      state.textContent = said("kept", { at: moment(kept.captured_at) });
      state.dataset.kept = kept.uuid;
      list(shown, kept);
      await bar.count();
    } catch (wrong) {
      state.textContent = "";
      throw wrong;
    }
  };
  for (const note of mine) list(shown, note);
  if (line.code) answering(shown, line, mine, keep, trouble);
  else on(part(shown, "note"), "change", () => remark(part(shown, "note"), keep), trouble);
  photographing(shown, line, keep, trouble);
  finding(shown, keep, trouble);
  return shown;
}

function answering(shown, line, mine, keep, trouble) {
  fill(shown, { code: line.code, figure: line.figure });
  part(shown, "figure").hidden = !line.figure;
  const waits = mine.filter((one) => one.kind === "answer").at(-1)?.payload;
  const stands = waits ?? line.answer;
  const choices = [...part(shown, "choices").querySelectorAll("input")];
  for (const one of choices) {
    one.name = `line-${line.code}`;
    one.checked = one.value === stands?.answer;
  }
  const counted = part(shown, "counted");
  counted.hidden = !line.counted;
  part(shown, "things").textContent = line.counted;
  for (const name of ["looked", "right"]) part(shown, name).value = stands?.[name] ?? "";
  part(shown, "note").value = stands?.note ?? "";
  if (line.answer && !waits) part(shown, "state").textContent = said("at_server", { at: moment(line.answer.at) });
  const change = async () => {
    const answer = choices.find((one) => one.checked)?.value;
    if (!answer) return remark(part(shown, "note"), keep);
    const payload = { answer, note: part(shown, "note").value.trim() };
    for (const name of line.counted ? ["looked", "right"] : []) {
      const given = part(shown, name).value;
      if (given !== "") payload[name] = Number(given);
    }
    await keep({ kind: "answer", payload });
  };
  for (const name of ["choices", "counted", "note"]) on(part(shown, name), "change", change, trouble);
}

/** Keep what was written where no answer was chosen; the field is empty again, unless it could not be kept. */
async function remark(field, keep) {
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  try {
    await keep({ kind: "remark", payload: { text } });
  } catch (wrong) {
    field.value = text;
    throw wrong;
  }
}

function photographing(shown, line, keep, trouble) {
  const caption = part(shown, "caption");
  const chosen = part(shown, "picture");
  const act = async () => {
    for (const file of chosen.files) {
      const photograph = await picture.taken(file);
      const words = caption.value.trim() || said(line.code ? "caption" : "caption_whole", { line: line.code });
      await keep({ kind: "photograph", payload: { caption: words }, photograph });
    }
    chosen.value = caption.value = "";
  };
  on(chosen, "change", act, trouble);
}

function finding(shown, keep, trouble) {
  const form = part(shown, "finding");
  const limit = () => form.querySelector("[name=kind]:checked").value === "limit";
  const arrange = () => {
    for (const one of form.querySelectorAll("[data-limit]")) one.hidden = !limit();
  };
  form.addEventListener("change", arrange);
  arrange();
  const act = async () => {
    const given = Object.fromEntries(new FormData(form));
    const of_limit = limit() ? ["severity", "cause", "cause_text"] : [];
    const names = ["kind", "text", "field", "responsible", ...of_limit].filter((name) => name in given);
    const payload = Object.fromEntries(names.map((name) => [name, given[name].trim()]));
    await keep({ kind: "finding", payload });
    form.reset();
    arrange();
  };
  on(form, "submit", act, trouble);
}

/** List a note that waits; of several answers to a line the last alone, since it is the one that counts. */
function list(line, note) {
  const notes = part(line, "notes");
  if (note.kind === "answer") notes.querySelector("[data-kind=answer]")?.remove();
  notes.append(noteShown(note));
}

function noteShown(note) {
  const shown = fill(copy("t-note"), { at: moment(note.captured_at), text: told(note) });
  shown.dataset.kind = note.kind;
  if (note.kind === "photograph") {
    notes.thumbnailOf(note.uuid).then(picture.shown).then((address) => {
      const image = part(shown, "image");
      image.src = address;
      image.alt = note.payload.caption;
      image.hidden = false;
    }, () => {});
  }
  return shown;
}

const shortened = (text) => [...text].slice(0, LONGEST).join("");

/** Say in a line what a note says. */
function told({ kind, line, payload }) {
  const what = said(`note_${kind}`);
  const which = payload.answer ? said(`answer_${payload.answer}`) : "";
  const counted = payload.looked === undefined ? "" : `${payload.right ?? "–"}/${payload.looked}`;
  const texts = [line, which, counted, payload.note, payload.text, payload.caption];
  return `${what}: ${texts.filter(Boolean).join(" · ")}`;
}
