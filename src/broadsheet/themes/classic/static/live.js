// Brings new entries of a live story, changes of them, and takes away what was taken back.
// Asks for the newest entries alone, and for older ones where some were missed; what is on the
// page already is never put there twice. Without it the page is whole: it only has to be reloaded.
(() => {
const box = document.querySelector("[data-live]"), {live, size, words} = box.dataset;
const find = (what, where = box) => where.querySelector(what);
const all = where => [...where.querySelectorAll(".entry")];
const nr = e => +e.id.slice(6);
const list = find(".entries"), more = find("button");
let seen = Math.max(0, ...all(list).map(nr)), held = [], rest = 2e3, tick, busy, last, over;
const get = async at => {
const got = await fetch(at, {cache: "no-cache", signal: AbortSignal.timeout(2e4)});
if (!got.ok) throw 0;
return got.text();
};
const parse = html => new DOMParser().parseFromString(html, "text/html");
const show = () => {
for (const e of held) list.insertBefore(e, all(list).find(o => nr(o) < nr(e)) || null);
held = [];
more.hidden = true;
};
const take = async now => {
const came = all(now), gone = now.dataset.gone.split(" ");
const off = e => gone.includes(e.id.slice(6));
for (let n = seen + 1; n < now.dataset.from; n += +size)
came.push(...all(parse(await get(live + Math.ceil(n / size) + "/"))));
for (const e of came) {
const old = [...all(list), ...held].find(o => o.id === e.id);
if (!old) nr(e) > seen && held.push(e);
else if (old.outerHTML !== e.outerHTML) {
held = held.map(o => o === old ? e : o);
old.replaceWith(e);
}
}
held = held.filter(e => !off(e));
all(list).filter(off).forEach(e => e.remove());
seen = Math.max(seen, ...came.map(nr));
find(".moments").replaceWith(find(".moments", now));
more.textContent = words + ": " + held.length;
if (box.getBoundingClientRect().top > -99) show();
more.hidden = !held.length;
over = !("open" in now.dataset);
};
const ask = async () => {
clearTimeout(tick);
if (busy || over || document.hidden) return;
busy = 1;
try {
const html = await get(live);
if (html !== last) await take(find(".now", parse(html)));
last = html;
rest = 2e3;
} catch { rest = Math.min(rest * 2, 6e4); }
busy = 0;
tick = setTimeout(ask, rest * (.8 + Math.random() * .4));
};
more.onclick = () => { show(); box.scrollIntoView(); };
document.onvisibilitychange = ononline = ask;
ask();
})();
